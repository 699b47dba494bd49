"""Anything that answers JSON over HTTP, described in codriver.toml: deploy logs, flag services, status pages, bots.

What it looks for: what `give` says. `document`: the answer goes to whoever reads such a file (a deploy log as JSON
rows, alerts, a status page). `changes`: each row of the list at `rows` is a change, its fields named by `fields`.
`events`: each row is an event. Needs: whatever that system needs; a GET is all that is sent. When it is wrong: a field
that is named wrongly is left empty; a row without a readable time is left out, which is said.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from codriver.access.http.answers import Answer
from codriver.connectors import Document, Fact, Source
from codriver.errors import SourceError
from codriver.model import Change, ChangeKind, Matters, Observation, Scope, Signal, Stage
from codriver.telemetry.moments import moment

NAME = "http-json"
GIVES = ("what it was set up for",)
SETTINGS = {
    "path": "what is asked for, below `url`; {since} and {until} stand for the time (ISO 8601)",
    "give": "document, changes or events",
    "rows": "where the list stands: dots part the keys, 'data.items'; the answer itself when not said",
    "fields": "which field says what: { at = 'finished', service = 'app', version = 'sha', what = 'title' }",
    "change_kind": "deploy, config, flag, schema, infra or dependency, where no field says it",
}
EXAMPLE = """\
url = "https://flags.example.com"
path = "/api/audit?after={since}"
give = "changes"
rows = "items"
fields = { at = "date", service = "project", what = "title", by = "member.email" }
change_kind = "flag"
token_env = "FLAGS_TOKEN"
"""

_FIELDS = ("at", "service", "what", "version", "previous", "by", "url", "kind")
_DESCRIBE = "describe it in codriver.toml: rows and fields"


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """The answer as a document, or its rows as changes or events.

    Raises:
        SourceError: it does not answer, or has no list where `rows` says.
    """
    since, until = source.times(scope, changes=True)
    path = source.text("path", "/").replace("{since}", f"{since:%Y-%m-%dT%H:%M:%SZ}")
    answer = source.http.get(path.replace("{until}", f"{until:%Y-%m-%dT%H:%M:%SZ}"))
    found = answer.json()
    if source.text("give", "document") == "document":
        yield Document(answer.url, answer.body)
        return
    unread = 0
    for place, row in enumerate(_rows(source, answer, found)):
        told = {field: _found(row, source.table("fields").get(field, field)) for field in _FIELDS}
        at = moment(told["at"])
        if at is None:
            unread += 1
        elif since <= at <= until:
            yield _fact(source, answer, place, told, at)
    if unread:
        why = f"{unread} rows have no readable time under `{source.table('fields').get('at', 'at')}`"
        yield source.gap("rows", why, "say in `fields` which field is `at`", Matters.SOME)


def _rows(source: Source, answer: Answer, found: Any) -> list[dict[str, Any]]:
    listed = _found(found, source.text("rows")) if source.text("rows") else found
    if not isinstance(listed, list):
        raise SourceError(f"{answer.url}: no list at `{source.text('rows') or 'the top'}`", hint=_DESCRIBE)
    return [one for one in listed if isinstance(one, dict)]


def _found(value: Any, path: str) -> Any:
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _fact(source: Source, answer: Answer, place: int, told: dict[str, Any], at: datetime) -> Change | Observation:
    words = {field: "" if value is None else str(value) for field, value in told.items()}
    pointer = "/" + "/".join((*(one for one in source.text("rows").split(".") if one), str(place)))
    cite = answer.cite(source.name, pointer, words["what"], words["version"], words["at"])
    if source.text("give") == "changes":
        kinds = [kind for kind in ChangeKind if kind.value in (words["kind"].lower(), source.text("change_kind"))]
        return Change(
            kind=kinds[0] if kinds else ChangeKind.DEPLOY,
            stage=Stage.DEPLOYED,
            service=words["service"],
            at=at,
            what=words["what"] or words["version"],
            source=source.name,
            cites=(cite,),
            version=words["version"],
            previous=words["previous"],
            by=words["by"],
            url=words["url"],
        )
    return Observation(
        signal=Signal.EVENT,
        source=source.name,
        service=words["service"],
        at=at,
        name=words["kind"] or "event",
        says=words["what"],
        cites=(cite,),
        kind=words["kind"],
        text=words["what"],
        count=1,
    )
