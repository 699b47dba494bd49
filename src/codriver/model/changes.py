"""Something altered that could be a cause."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from codriver.model.ids import content_id
from codriver.model.sources import Citation


class ChangeKind(StrEnum):
    """What was altered."""

    DEPLOY = "deploy"
    CONFIG = "config"
    FLAG = "flag"
    SCHEMA = "schema"
    INFRA = "infra"
    DEPENDENCY = "dependency"


class Stage(StrEnum):
    """Merged is not deployed: only what reached production can have broken it."""

    MERGED = "merged"
    DEPLOYED = "deployed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something altered: `at` by its source's clock; `service` empty when it touches no one service.

    `version` and `previous` are what runs after and before (a commit, a tag, an image). `files` are repository paths
    it touched, `lines` the added or altered lines of them that a person would read first.
    """

    kind: ChangeKind
    stage: Stage
    service: str
    at: datetime
    what: str
    source: str
    cites: tuple[Citation, ...]
    version: str = ""
    previous: str = ""
    by: str = ""
    url: str = ""
    merged_at: datetime | None = None
    files: tuple[str, ...] = ()
    lines: tuple[tuple[str, int, int], ...] = ()

    @property
    def id(self) -> str:
        return content_id("chg", self)
