"""Argo CD, asked over its API v1 (written for 2.4 to 3.x): what each application rolled out, and what is unwell.

What it looks for: of every application its history of syncs (revision, when, by whom), whether it is healthy, whether
the cluster has drifted from git, and a sync that failed. Needs: a token of a local account with `apiKey`, allowed
`applications, get` (role `readonly` is enough). When it is wrong: an application that deploys several services is told
under its own name; an alias in codriver.toml puts it right.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from codriver.access.http.answers import Answer
from codriver.connectors import Document, Fact, Source
from codriver.model import Change, ChangeKind, Observation, Scope, Signal, Stage
from codriver.telemetry.moments import moment

NAME = "argocd"
GIVES = ("deploys",)
SETTINGS = {"project": "only applications of this project", "match": "only applications with these labels: 'team=shop'"}
URL = "http://localhost:8080"
EXAMPLE = """\
url = "https://argocd.example.com"
token_env = "ARGOCD_AUTH_TOKEN"
"""

_NEEDS = "`applications, get` (the role `readonly`)"


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """Syncs as changes; ill health, drift and failed syncs as events.

    Raises:
        SourceError: it does not answer, or the token may not read applications.
    """
    asked = {"projects": source.text("project"), "selector": source.text("match")}
    given = {key: value for key, value in asked.items() if value}
    answer = source.http.get("/api/v1/applications", given, needs=_NEEDS)
    answer.rows("items") if answer.table().get("items") is not None else ()
    since, until = source.times(scope, changes=True)
    for place, one in enumerate(answer.table().get("items") or ()):
        if isinstance(one, dict) and isinstance(one.get("status"), dict):
            name = str((one.get("metadata") or {}).get("name", ""))
            unwell = _unwell(answer, place, name, one["status"], source.now)
            found: list[Change | Observation] = [*_syncs(answer, place, name, one), *unwell]
            yield from (fact for fact in found if since <= fact.at <= until)


def _syncs(answer: Answer, place: int, name: str, one: dict[str, Any]) -> Iterator[Change]:
    history = [row for row in one["status"].get("history") or () if isinstance(row, dict)]
    for number, row in enumerate(history):
        at = moment(row.get("deployedAt"))
        if at is None:
            continue
        revision, earlier = _revision(row), _revision(history[number - 1]) if number else ""
        where = row.get("source") or (row.get("sources") or [{}])[0] or {}
        yield Change(
            kind=ChangeKind.DEPLOY if revision != earlier else ChangeKind.CONFIG,
            stage=Stage.DEPLOYED,
            service=name,
            at=at,
            what=f"sync of {name} to {revision[:10]} of {where.get('repoURL', '')} {where.get('path', '')}".strip(),
            source=NAME,
            cites=(answer.cite(NAME, f"/items/{place}/status/history/{number}/revision", revision, name),),
            version=revision,
            previous=earlier,
            by=str((row.get("initiatedBy") or {}).get("username") or ""),
        )


def _revision(row: dict[str, Any]) -> str:
    return str(row.get("revision") or next(iter(row.get("revisions") or ()), ""))


def _unwell(answer: Answer, place: int, name: str, status: dict[str, Any], now: datetime) -> Iterator[Observation]:
    health, sync = status.get("health") or {}, status.get("sync") or {}
    operation = status.get("operationState") or {}
    seen = moment(status.get("reconciledAt")) or now
    if health.get("status") in ("Degraded", "Missing"):
        says = f"{name} is {health['status']}: {health.get('message') or 'no reason given'}"
        at = moment(health.get("lastTransitionTime")) or seen
        yield _event(answer, f"/items/{place}/status/health", name, at, ("health", says, str(health["status"])))
    if sync.get("status") == "OutOfSync":
        says = f"{name} has drifted from {str(sync.get('revision', 'git'))[:10]}"
        yield _event(answer, f"/items/{place}/status/sync", name, seen, ("drift", says, "OutOfSync"))
    finished = moment(operation.get("finishedAt"))
    if operation.get("phase") in ("Failed", "Error") and finished:
        says = f"a sync of {name} failed: {operation.get('message') or 'no reason given'}"
        pointer = f"/items/{place}/status/operationState"
        yield _event(answer, pointer, name, finished, ("failed sync", says, str(operation.get("message") or "")))


def _event(answer: Answer, pointer: str, service: str, at: datetime, words: tuple[str, str, str]) -> Observation:
    name, says, quote = words
    return Observation(
        signal=Signal.EVENT,
        source=NAME,
        service=service,
        at=at,
        name=name,
        says=says,
        cites=(answer.cite(NAME, pointer, quote, service),),
        kind="platform",
        text=says,
        count=1,
    )
