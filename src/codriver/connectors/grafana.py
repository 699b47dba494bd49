"""Grafana, asked over its HTTP API (written for 9 to 12): annotations as changes, dashboards as links.

What it looks for: annotations in the time asked about; one whose tags or text tell of a deploy, a setting, a switch
or a migration is a change, any other an event. Dashboards whose title names a service that was asked about, as links.
Needs: a service account's token with the role Viewer. When it is wrong: an annotation says what a person or a tool
wrote; that of an alert is left out, since Alertmanager tells it better.
"""

import re
from collections.abc import Iterator
from typing import Any

from codriver.access.http.answers import Answer
from codriver.connectors import Document, Fact, Source
from codriver.model import Change, ChangeKind, Observation, Scope, Signal, Stage
from codriver.telemetry.moments import moment

NAME = "grafana"
GIVES = ("annotations",)
SETTINGS = {"tags": "only annotations with these tags: a list"}
URL = "http://localhost:3000"
PROBE = ("/api/health", b'"database"')
EXAMPLE = """\
url = "https://grafana.example.com"
token_env = "GRAFANA_TOKEN"
"""

_KINDS = (
    (ChangeKind.FLAG, r"\b(feature[- ]?)?(flag|toggle)s?\b"),
    (ChangeKind.SCHEMA, r"\b(migrations?|schema)\b"),
    (ChangeKind.CONFIG, r"\bconfig\w*|\bsettings?\b"),
    (ChangeKind.INFRA, r"\b(infra\w*|terraform|scal\w+|failover|maintenance)\b"),
    (ChangeKind.DEPLOY, r"\b(deploy\w*|release\w*|rollouts?|rollback)\b"),
)
_NAMED = re.compile(r"^(?:service|app|application)[:=](.+)$", re.IGNORECASE)
_NEEDS = "a service account token with the role Viewer"
_MOST = 200


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """Annotations, and links to dashboards of the services asked about.

    Raises:
        SourceError: it does not answer, or the token is not let in.
    """
    since, until = source.times(scope, changes=True)
    first, last = f"{since.timestamp() * 1000:.0f}", f"{until.timestamp() * 1000:.0f}"
    asked = (
        *(("from", first), ("to", last), ("limit", f"{_MOST}")),
        *(("tags", one) for one in source.texts("tags")),
    )
    answer = source.http.get("/api/annotations", asked, needs=_NEEDS)
    for place, row in enumerate(answer.rows()):
        if moment(row.get("time")) and not row.get("alertId") and not row.get("newState"):
            yield _told(source, answer, place, row)
    for service in scope.services:
        yield from _dashboards(source, service)


def _told(source: Source, answer: Answer, place: int, row: dict[str, Any]) -> Change | Observation:
    tags = [str(one) for one in row.get("tags") or ()]
    text = re.sub(r"<[^>]{0,200}>", " ", str(row.get("text", ""))).strip()
    words = f"{' '.join(tags)} {text}".lower()
    kind = next((kind for kind, pattern in _KINDS if re.search(pattern, words)), None)
    service = next((found[1] for one in tags if (found := _NAMED.match(one))), "")
    at, cite = moment(row["time"]), answer.cite(NAME, f"/{place}/text", row.get("text"), *tags)
    assert at is not None
    board = str(row.get("dashboardUID") or "")
    link = f"{source.http.url}/d/{board}" if board else ""
    if kind is None:
        return Observation(
            signal=Signal.EVENT,
            source=NAME,
            service=service,
            at=at,
            name="annotation",
            says=f"annotation: {text or ', '.join(tags)}",
            cites=(cite,),
            kind="annotation",
            text=text,
            count=1,
        )
    return Change(
        kind=kind,
        stage=Stage.DEPLOYED,
        service=service,
        at=at,
        what=text or ", ".join(tags),
        source=NAME,
        cites=(cite,),
        by=str(row.get("login") or ""),
        url=link,
    )


def _dashboards(source: Source, service: str) -> Iterator[Observation]:
    answer = source.http.get("/api/search", {"type": "dash-db", "query": service, "limit": 5}, needs=_NEEDS)
    for place, row in enumerate(answer.rows()):
        title, url = str(row.get("title", "")), f"{source.http.url}{row.get('url', '')}"
        yield Observation(
            signal=Signal.REPORT,
            source=NAME,
            service=service,
            at=source.now,
            name="dashboard",
            says=f"dashboard {title}: {url}",
            cites=(answer.cite(NAME, f"/{place}/title", title),),
            kind="link",
            text=title,
            labels=(("url", url),),
        )
