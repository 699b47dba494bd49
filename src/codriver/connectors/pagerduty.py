"""PagerDuty, asked over its REST API v2: the incidents that page somebody, and change events.

What it looks for: incidents of the time, triggered, acknowledged and resolved, and the change events that deploy tools
sent. Needs: an API key that is read-only. When it is wrong: the service is PagerDuty's, which may stand for many of
ours: an alias in codriver.toml, or `services`, puts it right.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from codriver.access.http.answers import Answer
from codriver.connectors import Document, Fact, Source
from codriver.model import Change, ChangeKind, Observation, Scope, Signal, Stage
from codriver.telemetry.moments import moment

NAME = "pagerduty"
GIVES = ("alerts", "deploys")
SETTINGS = {
    "service_ids": "only incidents and changes of these PagerDuty services: a list of ids",
    "services": "whose a PagerDuty service is: { 'Web (prod)' = 'web' }",
}
URL = "https://api.pagerduty.com"
AUTH = ("Authorization", "Token token={token}")
HEADERS = {"accept": "application/vnd.pagerduty+json;version=2"}
EXAMPLE = """\
url = "https://api.pagerduty.com"
token_env = "PAGERDUTY_TOKEN"
"""

_NEEDS = "a read-only REST API key"
_KINDS = {
    ChangeKind.FLAG: ("flag", "toggle"),
    ChangeKind.CONFIG: ("config", "setting"),
    ChangeKind.INFRA: ("terraform", "infra", "scale"),
    ChangeKind.SCHEMA: ("migration", "schema"),
}


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """Incidents as alerts, change events as changes.

    Raises:
        SourceError: it does not answer, or the key is not let in.
    """
    yield from _incidents(source, source.times(scope), ("triggered", "acknowledged", "resolved"))
    since, until = source.times(scope, changes=True)
    between = (("since", since.isoformat()), ("until", until.isoformat()))
    asked = (*between, ("limit", "100"))
    wanted = set(source.texts("service_ids"))
    answer = source.http.get("/change_events", asked, needs=_NEEDS)
    for place, row in enumerate(answer.rows("change_events")):
        at = moment(row.get("timestamp"))
        ids = {str(one.get("id")) for one in row.get("services") or () if isinstance(one, dict)}
        if at is not None and (not wanted or wanted & ids):
            yield _change(source, answer, place, row, at)


def firing(source: Source) -> Iterator[Fact | Document]:
    """The incidents that are open now."""
    yield from _incidents(source, source.times(Scope(), changes=True), ("triggered", "acknowledged"))


def _incidents(source: Source, between: tuple[datetime, datetime], states: tuple[str, ...]) -> Iterator[Observation]:
    since, until = between
    asked = (
        *(("since", since.isoformat()), ("until", until.isoformat()), ("limit", "100")),
        *(("statuses[]", one) for one in states),
        *_ids(source, "service_ids[]"),
    )
    answer = source.http.get("/incidents", asked, needs=_NEEDS)
    for place, row in enumerate(answer.rows("incidents")):
        at = moment(row.get("created_at"))
        if at is None:
            continue
        title, resolved = str(row.get("title") or row.get("summary") or "incident"), row.get("status") == "resolved"
        service = _service(source, row.get("service"))
        yield Observation(
            signal=Signal.ALERT,
            source=NAME,
            service=service,
            at=at,
            name=title,
            says=f"PagerDuty incident {row.get('incident_number', '')} {row.get('status')} for {service}: {title}",
            cites=(answer.cite(NAME, f"/incidents/{place}/title", title),),
            kind="alert",
            level=str(row.get("urgency", "")),
            count=1,
            until=moment(row.get("resolved_at") or row.get("last_status_change_at")) if resolved else None,
            text=title,
            labels=(("status", "resolved" if resolved else "firing"), ("url", str(row.get("html_url", "")))),
        )


def _change(source: Source, answer: Answer, place: int, row: dict[str, Any], at: datetime) -> Change:
    summary = str(row.get("summary", ""))
    details = row.get("custom_details") or {}
    links = [one for one in row.get("links") or () if isinstance(one, dict)]
    said = f"{summary} {row.get('source', '')}".lower()
    services = row.get("services") or [None]
    version = next((str(details[key]) for key in ("version", "commit", "sha", "build") if details.get(key)), "")
    return Change(
        kind=next((kind for kind, words in _KINDS.items() if any(w in said for w in words)), ChangeKind.DEPLOY),
        stage=Stage.DEPLOYED,
        service=_service(source, services[0]),
        at=at,
        what=summary,
        source=NAME,
        cites=(answer.cite(NAME, f"/change_events/{place}/summary", summary),),
        version=version,
        by=str(details.get("user") or details.get("author") or ""),
        url=str(links[0].get("href", "")) if links else "",
    )


def _service(source: Source, service: Any) -> str:
    name = str(service.get("summary") or service.get("name") or "") if isinstance(service, dict) else ""
    return source.table("services").get(name, name)


def _ids(source: Source, key: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, one) for one in source.texts("service_ids"))
