"""GitHub, asked over its REST API (version 2022-11-28): deployments, releases, merged pull requests, workflow runs.

What it looks for: of each repository the deployments whose state is success (when they succeeded), releases, pull
requests merged with the files they touched, runs of workflows that deploy, and runs that failed. Needs: a fine-grained
token with read access to Contents, Deployments, Pull requests and Actions of these repositories (or a classic one with
`repo`). When it is wrong: a repository that holds many services names none of them in its deployments: say which in
`services`; a workflow that deploys under another name is no deploy.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from codriver.access.http.answers import Answer
from codriver.connectors import Document, Fact, Source
from codriver.model import Change, ChangeKind, Observation, Scope, Signal, Stage
from codriver.telemetry.changed_paths import kind_of
from codriver.telemetry.moments import moment

NAME = "github"
GIVES = ("deploys", "history")
SETTINGS = {
    "repos": "which repositories: a list of owner/name",
    "services": "whose a repository is when its name is not the service's: { 'acme/shop-web' = 'web' }",
    "environments": "which environments count (names that hold prod or live; all when none does)",
}
URL = "https://api.github.com"
HEADERS = {"accept": "application/vnd.github+json", "x-github-api-version": "2022-11-28"}
EXAMPLE = """\
url = "https://api.github.com"
repos = ["acme/checkout", "acme/payments"]
token_env = "GITHUB_TOKEN"
"""

PER_PAGE, MOST_FILES_OF, MOST_STATES_OF = 50, 12, 20
_DEPLOYS = re.compile(r"(?i)\b(deploy|release|rollout|publish|promote)")
_PRODUCTION = re.compile(r"(?i)prod|live|prd")
_FAILED = frozenset({"failure", "timed_out", "startup_failure"})


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """Changes of every repository; failed runs as events.

    Raises:
        SourceError: it does not answer, or a permission is missing.
    """
    if not source.texts("repos"):
        yield source.gap("changes", "no repository is named", 'repos = ["owner/name"] in codriver.toml')
    for repo in source.texts("repos"):
        lists = [partial(_list, source, scope, repo, *one) for one in _LISTS]
        deployments, releases, pulls, runs = source.at_once(lists)
        yield from _deployments(source, scope, repo, deployments)
        yield from _releases(source, scope, repo, releases)
        yield from _pulls(source, scope, repo, pulls)
        yield from _runs(source, scope, repo, runs)


_LISTS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("deployments", "Deployments: read", {}),
    ("releases", "Contents: read", {}),
    ("pulls", "Pull requests: read", {"state": "closed", "sort": "updated", "direction": "desc"}),
    ("actions/runs", "Actions: read", {"status": "completed"}),
)


def _list(source: Source, scope: Scope, repo: str, path: str, needs: str, more: dict[str, str]) -> Answer:
    since, _ = source.times(scope, changes=True)
    created = {"created": f">={since:%Y-%m-%dT%H:%M:%SZ}"} if path == "actions/runs" else {}
    asked = {"per_page": PER_PAGE, **more, **created}
    answer = source.http.get(f"/repos/{repo}/{path}", asked, needs=f"{needs} on {repo}")
    answer.rows("workflow_runs" if path == "actions/runs" else "")
    return answer


def _deployments(source: Source, scope: Scope, repo: str, answer: Answer) -> Iterator[Change]:
    since, until = source.times(scope, changes=True)
    rows = [(place, row) for place, row in enumerate(answer.rows()) if _counts(source, answer, row)]
    rows = [one for one in rows if (at := moment(one[1].get("created_at"))) and since <= at <= until]
    rows = rows[:MOST_STATES_OF]
    states = source.at_once([partial(_states, source, repo, row) for _, row in rows])
    before = {id(row): later for (_, later), (_, row) in zip(rows[1:], rows, strict=False)}
    for (place, row), told in zip(rows, states, strict=True):
        done = next((one for one in reversed(told.rows()) if one.get("state") == "success"), None)
        failed = next((one for one in told.rows() if one.get("state") in ("failure", "error")), None)
        at = moment((done or failed or {}).get("created_at"))
        if at is None:
            continue
        where = str(row.get("environment", ""))
        result = "" if done else " (failed)"
        yield Change(
            kind=ChangeKind.DEPLOY,
            stage=Stage.DEPLOYED,
            service=_service(source, repo),
            at=at,
            what=f"deployment of {row.get('ref')} to {where}{result}: {row.get('description') or row.get('task')}",
            source=NAME,
            cites=(answer.cite(NAME, f"/{place}/sha", row.get("sha"), row.get("ref")),),
            version=str(row.get("sha", "")),
            previous=str(before.get(id(row), {}).get("sha", "")),
            by=_login(row.get("creator")),
            url=_compared(source, repo, before.get(id(row), {}), row)
            or str((done or failed or {}).get("log_url") or ""),
        )


def _compared(source: Source, repo: str, earlier: dict[str, Any], row: dict[str, Any]) -> str:
    """The page that shows what lies between two deployments."""
    site = source.http.url.replace("://api.", "://").removesuffix("/api/v3")
    known = earlier.get("sha") and row.get("sha") and earlier["sha"] != row["sha"]
    return f"{site}/{repo}/compare/{earlier['sha']}...{row['sha']}" if known else ""


def _counts(source: Source, answer: Answer, row: dict[str, Any]) -> bool:
    wanted = source.texts("environments")
    where = str(row.get("environment", ""))
    if wanted:
        return where in wanted
    some = any(_PRODUCTION.search(str(one.get("environment", ""))) for one in answer.rows())
    return not some or bool(_PRODUCTION.search(where))


def _states(source: Source, repo: str, row: dict[str, Any]) -> Answer:
    path = f"/repos/{repo}/deployments/{int(row.get('id') or 0)}/statuses"
    return source.http.get(path, {"per_page": 20}, needs=f"Deployments: read on {repo}")


def _releases(source: Source, scope: Scope, repo: str, answer: Answer) -> Iterator[Change]:
    since, until = source.times(scope, changes=True)
    for place, row in enumerate(answer.rows()):
        at = moment(row.get("published_at"))
        if at is None or row.get("draft") or not since <= at <= until:
            continue
        yield Change(
            kind=ChangeKind.DEPLOY,
            stage=Stage.MERGED,
            service=_service(source, repo),
            at=at,
            what=f"release {row.get('tag_name')}: {row.get('name') or ''}".removesuffix(": "),
            source=NAME,
            cites=(answer.cite(NAME, f"/{place}/tag_name", row.get("tag_name")),),
            version=str(row.get("tag_name", "")),
            by=_login(row.get("author")),
            url=str(row.get("html_url", "")),
        )


def _pulls(source: Source, scope: Scope, repo: str, answer: Answer) -> Iterator[Change]:
    since, until = source.times(scope, changes=True)
    rows = [(place, row) for place, row in enumerate(answer.rows()) if moment(row.get("merged_at"))]
    rows = [one for one in rows if (at := moment(one[1]["merged_at"])) and since <= at <= until]
    asked = [partial(_files, source, repo, row) for _, row in rows[:MOST_FILES_OF]]
    files = [*source.at_once(asked), *[()] * len(rows[MOST_FILES_OF:])]
    for (place, row), paths in zip(rows, files, strict=True):
        at = moment(row["merged_at"])
        assert at is not None
        yield Change(
            kind=kind_of(paths) if paths else ChangeKind.DEPLOY,
            stage=Stage.MERGED,
            service=_service(source, repo),
            at=at,
            what=f"#{row.get('number')} {row.get('title')}",
            source=NAME,
            cites=(answer.cite(NAME, f"/{place}/title", row.get("title")),),
            version=str(row.get("merge_commit_sha") or ""),
            by=_login(row.get("user")),
            url=str(row.get("html_url", "")),
            files=paths,
        )


def _files(source: Source, repo: str, row: dict[str, Any]) -> tuple[str, ...]:
    path = f"/repos/{repo}/pulls/{int(row.get('number') or 0)}/files"
    answer = source.http.get(path, {"per_page": 100}, needs=f"Pull requests: read on {repo}")
    return tuple(str(one.get("filename", "")) for one in answer.rows())


def _runs(source: Source, scope: Scope, repo: str, answer: Answer) -> Iterator[Fact]:
    since, until = source.times(scope, changes=True)
    for place, row in enumerate(answer.rows("workflow_runs")):
        at, name = moment(row.get("updated_at")), str(row.get("name", ""))
        if at is None or not since <= at <= until:
            continue
        cite = answer.cite(NAME, f"/workflow_runs/{place}/head_sha", row.get("head_sha"), name)
        if row.get("conclusion") == "success" and _DEPLOYS.search(f"{name} {row.get('path', '')}"):
            yield Change(
                kind=ChangeKind.DEPLOY,
                stage=Stage.DEPLOYED,
                service=_service(source, repo),
                at=at,
                what=f"workflow {name} succeeded: {row.get('display_title') or row.get('head_branch')}",
                source=NAME,
                cites=(cite,),
                version=str(row.get("head_sha", "")),
                by=_login(row.get("triggering_actor") or row.get("actor")),
                url=str(row.get("html_url", "")),
            )
        elif row.get("conclusion") in _FAILED and _DEPLOYS.search(name):
            says = f"workflow {name} of {repo} failed"
            yield Observation(
                signal=Signal.EVENT,
                source=NAME,
                service=_service(source, repo),
                at=at,
                name=f"workflow {name} failed",
                says=says,
                cites=(cite,),
                kind="ci",
                text=says,
                count=1,
                labels=(("url", str(row.get("html_url", ""))),),
            )


def _service(source: Source, repo: str) -> str:
    return source.table("services").get(repo, repo.rpartition("/")[2])


def _login(who: Any) -> str:
    return str(who.get("login", "")) if isinstance(who, dict) else ""
