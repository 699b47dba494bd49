"""Where a thing was seen, what it said there, and what could not be seen."""

from dataclasses import dataclass
from enum import IntEnum

from codriver.model.ids import content_id


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A place that a person can open.

    `source` is the connector's name. `locator` is a root-relative file and line (`logs/pay.log:12`), a file and
    JSON pointer (`alert.json#/alerts/0`), a commit (`repo@1f3a…`), a link, or a query to paste: never an absolute path.
    """

    source: str
    locator: str


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A Ref and the words that stand there, byte-identical to the source."""

    ref: Ref
    quote: str

    @property
    def id(self) -> str:
        return content_id("c", self)


class Matters(IntEnum):
    """How much a Gap can hide: order of display, and how far it caps confidence."""

    LITTLE = 1
    SOME = 2
    MUCH = 3


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Gap:
    """Something we wanted to see and could not: what, why, and how to close it.

    `what` names the thing not seen ("logs of checkout"), `source` the connector or file. "Found nothing" is no Gap.
    """

    what: str
    why: str
    hint: str
    source: str = ""
    matters: Matters = Matters.SOME

    @property
    def id(self) -> str:
        return content_id("gap", self)
