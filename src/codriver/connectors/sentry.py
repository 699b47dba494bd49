"""Sentry, asked over its Web API (version 0; the cloud, and self-hosted 22 to 25): issues, stack traces, releases.

What it looks for: unresolved issues that were seen in the time asked about, the newest event of the most frequent ones
with the frames of its stack trace, and releases with their deploys. Needs: an auth token with the scopes
`event:read`, `project:read` and `org:read`. When it is wrong: how often an issue was seen before the time asked about
is not told; frames of a minified bundle without source maps name no file of ours.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from codriver.access.http.answers import Answer
from codriver.connectors import Document, Fact, Source
from codriver.model import Change, ChangeKind, Frame, Observation, Scope, Signal, Stage
from codriver.telemetry.moments import moment

NAME = "sentry"
GIVES = ("exceptions", "deploys")
SETTINGS = {
    "org": "the organization's slug",
    "projects": "which projects: a list of slugs; all when not said",
    "environment": "only this environment, such as production",
    "services": "whose a project is when its slug is not the service's: { 'shop-web' = 'web' }",
}
URL = "https://sentry.io"
EXAMPLE = """\
url = "https://sentry.io"
org = "acme"
projects = ["checkout"]
token_env = "SENTRY_TOKEN"
"""

MOST_EVENTS, MOST_RELEASES = 10, 20


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """Issues as exceptions, deploys of releases as changes.

    Raises:
        SourceError: it does not answer, or a scope is missing.
    """
    org = source.text("org")
    since, until = source.times(scope)
    asked = [
        *(("query", "is:unresolved"), ("sort", "freq"), ("limit", "50")),
        *(("start", since.isoformat()), ("end", until.isoformat())),
        *((("environment", source.text("environment")),) if source.text("environment") else ()),
        *(("project", one) for one in _project_ids(source, org)),
    ]
    answer = source.http.get(f"/api/0/organizations/{org}/issues/", tuple(asked), needs="the scope `event:read`")
    rows = [(place, row) for place, row in enumerate(answer.rows()) if moment(row.get("firstSeen"))]
    events = source.at_once([partial(_latest, source, org, row) for _, row in rows[:MOST_EVENTS]])
    told = [*events, *[None] * len(rows[MOST_EVENTS:])]
    for (place, row), event in zip(rows, told, strict=True):
        yield _issue(source, answer, place, row, event, (since, until))
    yield from _deploys(source, org, scope)


def _project_ids(source: Source, org: str) -> list[str]:
    wanted = source.texts("projects")
    if not wanted:
        return []
    answer = source.http.get(f"/api/0/organizations/{org}/projects/", needs="the scope `project:read`")
    return [str(row.get("id")) for row in answer.rows() if row.get("slug") in wanted]


def _latest(source: Source, org: str, row: dict[str, Any]) -> Answer | None:
    path = f"/api/0/organizations/{org}/issues/{int(row.get('id') or 0)}/events/latest/"
    return source.http.maybe(path, needs="the scope `event:read`")


def _issue(
    source: Source,
    answer: Answer,
    place: int,
    row: dict[str, Any],
    event: Answer | None,
    between: tuple[datetime, datetime],
) -> Observation:
    since, until = between
    first = moment(row["firstSeen"])
    assert first is not None
    metadata, slug = row.get("metadata") or {}, str((row.get("project") or {}).get("slug", ""))
    title, count = str(row.get("title", "issue")), int(row.get("count") or 0)
    new = since < first
    seconds = max(1.0, (until - max(first, since)).total_seconds())
    return Observation(
        signal=Signal.EXCEPTION,
        source=NAME,
        service=source.table("services").get(slug, slug),
        at=max(first, since),
        name=str(metadata.get("type") or title),
        says=f"{title} in {row.get('culprit') or slug}, seen {count} times{', for the first time' if new else ''}",
        cites=(answer.cite(NAME, f"/{place}/title", title),),
        level=str(row.get("level", "error")),
        before=0.0 if new else None,
        after=round(count / seconds, 6),
        deviation=20.0 if new else 0.0,
        count=count,
        until=moment(row.get("lastSeen")),
        text=str(metadata.get("value") or title),
        labels=(("url", str(row.get("permalink", ""))),),
        frames=tuple(_frames(event)) if event else (),
    )


def _frames(event: Answer) -> Iterator[Frame]:
    """The frames of the last exception, outermost first, as Sentry has them."""
    entries = [one for one in event.table().get("entries") or () if isinstance(one, dict)]
    thrown = [one.get("data") or {} for one in entries if one.get("type") == "exception"]
    values = [value for one in thrown for value in one.get("values") or ()]
    trace = (values[-1].get("stacktrace") or {}) if values and isinstance(values[-1], dict) else {}
    for one in trace.get("frames") or ():
        if isinstance(one, dict):
            yield Frame(
                file=str(one.get("filename") or one.get("absPath") or ""),
                line=int(one.get("lineNo") or 0),
                function=str(one.get("function") or ""),
                ours=bool(one.get("inApp")),
            )


def _deploys(source: Source, org: str, scope: Scope) -> Iterator[Change]:
    since, until = source.times(scope, changes=True)
    needs = "the scope `org:read`"
    answer = source.http.get(f"/api/0/organizations/{org}/releases/", {"per_page": MOST_RELEASES}, needs=needs)
    for place, row in enumerate(answer.rows()):
        deploy = row.get("lastDeploy") or {}
        at = moment(deploy.get("dateFinished")) or moment(row.get("dateReleased")) or moment(row.get("dateCreated"))
        if at is None or not since <= at <= until:
            continue
        for project in row.get("projects") or ():
            slug = str(project.get("slug", "")) if isinstance(project, dict) else ""
            version = str(row.get("version", ""))
            yield Change(
                kind=ChangeKind.DEPLOY,
                stage=Stage.DEPLOYED if deploy else Stage.MERGED,
                service=source.table("services").get(slug, slug),
                at=at,
                what=f"release {row.get('shortVersion') or version}"
                + (f" deployed to {deploy.get('environment')}" if deploy else ""),
                source=NAME,
                cites=(answer.cite(NAME, f"/{place}/version", version),),
                version=str(row.get("ref") or version.rpartition("@")[2]),
                url=str(row.get("url") or ""),
            )
