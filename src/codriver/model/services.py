"""The services of a system and who calls whom."""

from dataclasses import dataclass

from codriver.model.sources import Citation

UNNAMED = "(unnamed)"
"""The service of lines that name none: a pasted trace, a file called `stdout`."""


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Service:
    """One deployable unit; `name` is OpenTelemetry's `service.name`.

    `aliases` are its names in other tools. `external` marks what somebody else runs (a payment provider).
    `platform` marks a part of what services run on (a node, a namespace), which serves nobody itself.
    `criticality` is the team's own word, highest first in `doctor`: critical, high, normal, low.
    """

    name: str
    owner: str = ""
    repo: str = ""
    criticality: str = "normal"
    external: bool = False
    platform: bool = False
    depends_on: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Dependency:
    """`caller` needs `callee`, and where that was read."""

    caller: str
    callee: str
    cites: tuple[Citation, ...] = ()
