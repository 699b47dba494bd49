"""One row -> one change: which of its fields says what, under the names that tools give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.connectors.deploy_log.times import read_time
from codriver.model import Change, ChangeKind, Citation, Ref, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from codriver.connectors.deploy_log.rows import Row

_AT = (
    *("at", "deployed_at", "time", "timestamp", "ts", "date", "datetime", "when", "finished_at", "completed_at"),
    *("started_at", "start_time", "created_at", "merged_at"),
)
_KIND = ("kind", "type", "change_type", "action", "event", "event_type", "category")
_SERVICE = ("service", "service_name", "app", "application", "component", "workload", "deployment", "project", "name")
_VERSION = ("version", "new_version", "revision", "sha", "commit", "git_sha", "tag", "image", "release", "build", "to")
_PREVIOUS = ("previous", "previous_version", "prev", "old_version", "from_version", "old", "from")
_BY = ("by", "author", "user", "actor", "deployed_by", "deployer", "username", "who")
_WHAT = ("what", "message", "description", "title", "subject", "summary", "details", "note")
_URL = ("url", "link", "html_url", "href")
_STATUS = ("status", "stage", "state")
_WHERE = ("environment", "env")
_OF_A_LOG_LINE = frozenset(
    {"level", "lvl", "log_level", "levelname", "loglevel", "severity", "logger", "msg", "caller", "thread", "pid"}
    | {"trace_id", "span_id", "stack", "stack_trace", "exception", "value", "duration_ms", "labels", "starts_at"}
)
_WORDS = {  # the first kind that has one of a row's words; the plainest come last
    ChangeKind.FLAG: {"flag", "flags", "feature", "toggle", "experiment"},
    ChangeKind.SCHEMA: {"schema", "migration", "migrate", "ddl", "migrations"},
    ChangeKind.CONFIG: {"config", "configmap", "configuration", "setting", "settings", "secret", "parameter"},
    ChangeKind.INFRA: {"infra", "infrastructure", "terraform", "node", "dns", "scale", "scaling", "network", "firewall"}
    | {"certificate", "cluster", "maintenance", "hardware", "autoscale", "resize"},
    ChangeKind.DEPENDENCY: {"dependency", "dependencies", "upgrade", "bump", "library"},
    ChangeKind.DEPLOY: {"deploy", "deploys", "deployed", "deployment", "release", "released", "rollout", "rollback"}
    | {"canary", "code", "promote", "revert", "ship", "shipped"},
}
_NOT_YET = {"merged", "planned", "pending", "queued", "scheduled", "approved", "waiting", "created", "open"}
_OURS = re.compile(r"(?i)(^|[^a-z])(deploy|change|release|rollout)")
_PRODUCTION = {"production", "prod", "live", ""}
_HINT = "write rows with a time (`at`), a `service`, and a `kind` or a `version`"


@dataclass(frozen=True, slots=True)
class Told:
    """A change; `zoneless` when its time did not say its zone."""

    change: Change
    place: str
    zoneless: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that is no change: where, why, and what would be one."""

    place: str
    why: str
    hint: str = _HINT


def is_change(row: Row, name: str) -> bool:
    """Whether the row has a time, a service and a kind that is known (or a version that something else backs).

    A row with the words of a log line is one of those, unless the file's `name` and its kind both say otherwise.
    """
    fields = row.fields
    if row.why or not _first(fields, _SERVICE) or read_time(_first(fields, _AT)) is None:
        return False
    known, named = _kind(_first(fields, _KIND)) is not None, _OURS.search(name) is not None
    if _OF_A_LOG_LINE & fields.keys():
        return known and named
    backed = named or bool(_first(fields, _PREVIOUS) or _first(fields, _BY))
    return known or (bool(_first(fields, _VERSION)) and backed)


def told(row: Row, source: str) -> Told | Unread:
    """The change that the row tells; `source` is the connector's name."""
    fields = row.fields
    if row.why:
        return Unread(row.place, row.why)
    at = read_time(_first(fields, _AT))
    if at is None:
        return Unread(row.place, "no time that can be read")
    if not any(_first(fields, names) for names in (_SERVICE, _VERSION, _WHAT)):
        return Unread(row.place, "neither a service, nor a version, nor what was changed")
    merged = read_time(fields.get("merged_at", ""))
    change = Change(
        kind=_kind(_first(fields, _KIND)) or ChangeKind.DEPLOY,
        stage=_stage(_first(fields, _STATUS)),
        service=_first(fields, _SERVICE),
        at=at[0],
        what=_what(fields),
        source=source,
        cites=_cites(row, source),
        version=_first(fields, _VERSION),
        previous=_first(fields, _PREVIOUS),
        by=_first(fields, _BY),
        url=_first(fields, _URL),
        merged_at=merged[0] if merged else None,
    )
    return Told(change, row.place, zoneless=not at[1])


def _first(fields: Mapping[str, str], names: Iterable[str]) -> str:
    return next((fields[name] for name in names if fields.get(name)), "")


def _kind(text: str) -> ChangeKind | None:
    said = set(re.split(r"[^a-z]+", text.lower()))
    return next((kind for kind, words in _WORDS.items() if words & said), None)


def _stage(status: str) -> Stage:
    return Stage.MERGED if _NOT_YET & set(re.split(r"[^a-z]+", status.lower())) else Stage.DEPLOYED


def _what(fields: Mapping[str, str]) -> str:
    plain = f"{_first(fields, _KIND) or 'deploy'} {_first(fields, _VERSION)}".strip()
    where = _first(fields, _WHERE)
    return (_first(fields, _WHAT) or plain) + (f" [{where}]" if where.lower() not in _PRODUCTION else "")


def _cites(row: Row, source: str) -> tuple[Citation, ...]:
    """The line; of an array the value that says most and stands there as it was read."""
    order = ("", *_WHAT, *_VERSION, *_SERVICE, *_AT, *sorted(row.quotes))
    found = next((row.quotes[name] for name in order if name in row.quotes), None)
    return (Citation(Ref(source, found[0]), found[1]),) if found and found[1] else ()
