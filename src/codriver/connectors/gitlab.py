"""GitLab, asked over its REST API v4 (written for 15 to 18): deployments, merge requests, releases, failed pipelines.

What it looks for: of each project the deployments that succeeded, merge requests merged with the files they touched,
releases, and pipelines that failed. Needs: a project or group access token with the scope `read_api` and the role
Reporter. When it is wrong: a project that holds many services names none of them in its deployments: say which in
`services`.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import quote

from codriver.access.http.answers import Answer
from codriver.connectors import Document, Fact, Source
from codriver.model import Change, ChangeKind, Observation, Scope, Signal, Stage
from codriver.telemetry.changed_paths import kind_of
from codriver.telemetry.moments import moment

NAME = "gitlab"
GIVES = ("deploys", "history")
SETTINGS = {
    "projects": "which projects: a list of group/name",
    "services": "whose a project is when its name is not the service's: { 'acme/shop-web' = 'web' }",
    "environments": "which environments count (names that hold prod or live; all when none does)",
}
URL = "https://gitlab.com"
AUTH = ("PRIVATE-TOKEN", "{token}")
EXAMPLE = """\
url = "https://gitlab.com"
projects = ["acme/checkout"]
token_env = "GITLAB_TOKEN"
"""

PER_PAGE, MOST_FILES_OF = 50, 12
_NEEDS = "a token with the scope `read_api`"
_PRODUCTION = re.compile(r"(?i)prod|live|prd")


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """Changes of every project; failed pipelines as events.

    Raises:
        SourceError: it does not answer, or a permission is missing.
    """
    since, until = source.times(scope, changes=True)
    after = since.isoformat()
    asked: tuple[tuple[str, dict[str, str]], ...] = (
        ("deployments", {"updated_after": after, "order_by": "updated_at", "sort": "desc", "status": "success"}),
        ("merge_requests", {"state": "merged", "updated_after": after, "order_by": "updated_at"}),
        ("releases", {}),
        ("pipelines", {"updated_after": after, "status": "failed"}),
    )
    if not source.texts("projects"):
        yield source.gap("changes", "no project is named", 'projects = ["group/name"] in codriver.toml')
    for project in source.texts("projects"):
        lists = [partial(_list, source, project, *one) for one in asked]
        deployments, merged, releases, pipelines = source.at_once(lists)
        found: list[Change | Observation] = [
            *_deployments(source, project, deployments),
            *_merged(source, project, merged),
            *_releases(source, project, releases),
            *_failed(source, project, pipelines),
        ]
        yield from (one for one in found if since <= one.at <= until)


def _list(source: Source, project: str, path: str, more: dict[str, str]) -> Answer:
    where = f"/api/v4/projects/{quote(project, safe='')}/{path}"
    answer = source.http.get(where, {"per_page": PER_PAGE, **more}, needs=f"{_NEEDS} on {project}")
    answer.rows()
    return answer


def _deployments(source: Source, project: str, answer: Answer) -> Iterator[Change]:
    rows = [(place, row) for place, row in enumerate(answer.rows()) if _counts(source, answer, row)]
    for number, (place, row) in enumerate(rows):
        deployable = row.get("deployable") or {}
        at = moment(deployable.get("finished_at")) or moment(row.get("updated_at"))
        earlier = rows[number + 1][1] if number + 1 < len(rows) else {}
        if at is not None:
            yield Change(
                kind=ChangeKind.DEPLOY,
                stage=Stage.DEPLOYED,
                service=_service(source, project),
                at=at,
                what=f"deployment of {row.get('ref')} to {_where(row)}",
                source=NAME,
                cites=(answer.cite(NAME, f"/{place}/sha", row.get("sha"), row.get("ref")),),
                version=str(row.get("sha", "")),
                previous=str(earlier.get("sha", "")),
                by=_username(row.get("user")),
                url=_compared(source, project, earlier, row) or str(deployable.get("web_url") or ""),
            )


def _compared(source: Source, project: str, earlier: dict[str, Any], row: dict[str, Any]) -> str:
    """The page that shows what lies between two deployments."""
    known = earlier.get("sha") and earlier["sha"] != row.get("sha")
    return f"{source.http.url}/{project}/-/compare/{earlier['sha']}...{row.get('sha')}" if known else ""


def _where(row: dict[str, Any]) -> str:
    return str((row.get("environment") or {}).get("name", ""))


def _counts(source: Source, answer: Answer, row: dict[str, Any]) -> bool:
    wanted = source.texts("environments")
    if wanted:
        return _where(row) in wanted
    some = any(_PRODUCTION.search(_where(one)) for one in answer.rows())
    return not some or bool(_PRODUCTION.search(_where(row)))


def _merged(source: Source, project: str, answer: Answer) -> Iterator[Change]:
    rows = list(enumerate(answer.rows()))
    asked = [partial(_files, source, project, row) for _, row in rows[:MOST_FILES_OF]]
    files = [*source.at_once(asked), *[()] * len(rows[MOST_FILES_OF:])]
    for (place, row), paths in zip(rows, files, strict=True):
        at = moment(row.get("merged_at"))
        if at is not None:
            yield Change(
                kind=kind_of(paths) if paths else ChangeKind.DEPLOY,
                stage=Stage.MERGED,
                service=_service(source, project),
                at=at,
                what=f"!{row.get('iid')} {row.get('title')}",
                source=NAME,
                cites=(answer.cite(NAME, f"/{place}/title", row.get("title")),),
                version=str(row.get("merge_commit_sha") or row.get("squash_commit_sha") or row.get("sha") or ""),
                by=_username(row.get("author")),
                url=str(row.get("web_url", "")),
                files=paths,
            )


def _files(source: Source, project: str, row: dict[str, Any]) -> tuple[str, ...]:
    where = f"/api/v4/projects/{quote(project, safe='')}/merge_requests/{int(row.get('iid') or 0)}/diffs"
    answer = source.http.maybe(where, {"per_page": 50}, needs=f"{_NEEDS} on {project}")  # from 15.7 on
    return tuple(str(one.get("new_path", "")) for one in answer.rows()) if answer else ()


def _releases(source: Source, project: str, answer: Answer) -> Iterator[Change]:
    for place, row in enumerate(answer.rows()):
        at = moment(row.get("released_at"))
        if at is not None and not row.get("upcoming_release"):
            yield Change(
                kind=ChangeKind.DEPLOY,
                stage=Stage.MERGED,
                service=_service(source, project),
                at=at,
                what=f"release {row.get('tag_name')}",
                source=NAME,
                cites=(answer.cite(NAME, f"/{place}/tag_name", row.get("tag_name")),),
                version=str(row.get("tag_name", "")),
                by=_username(row.get("author")),
                url=str((row.get("_links") or {}).get("self") or ""),
            )


def _failed(source: Source, project: str, answer: Answer) -> Iterator[Observation]:
    for place, row in enumerate(answer.rows()):
        at = moment(row.get("updated_at"))
        if at is not None:
            says = f"pipeline {row.get('id')} of {project} failed on {row.get('ref')}"
            yield Observation(
                signal=Signal.EVENT,
                source=NAME,
                service=_service(source, project),
                at=at,
                name="pipeline failed",
                says=says,
                cites=(answer.cite(NAME, f"/{place}/sha", row.get("sha"), row.get("ref")),),
                kind="ci",
                text=says,
                count=1,
                labels=(("url", str(row.get("web_url", ""))),),
            )


def _service(source: Source, project: str) -> str:
    return source.table("services").get(project, project.rpartition("/")[2])


def _username(who: Any) -> str:
    return str(who.get("username", "")) if isinstance(who, dict) else ""
