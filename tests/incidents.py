"""Writes a small, realistic incident into a folder, as a team would save one: every kind of source that codriver reads.

Shared by the promises and the scenarios. All content is made up here; the same story gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from tests.spans import spans
from tests.traffic import AFTER, BANK, BEFORE, CALLS, ONSET, OURS, Fault, Line, Traffic, traffic

STEP = 10  # seconds between two samples of a metric


@dataclass(frozen=True, kw_only=True)
class Altered:
    """A commit that was deployed `minutes` from the onset: its kind, and the files it wrote."""

    service: str
    minutes: float
    what: str
    files: Mapping[str, str]
    kind: str = "deploy"


@dataclass(frozen=True, kw_only=True)
class Story:
    """What happened: the fault, the changes around it, and levels (service, metric) -> (before, after)."""

    fault: Fault
    changes: tuple[Altered, ...] = ()
    levels: Mapping[tuple[str, str], tuple[float, float]] = field(default_factory=dict)
    alert: tuple[str, str] = ("web", "WebErrorsHigh")
    known: str = ""


def write(folder: Path, story: Story, seed: int = 1) -> Path:
    """The story as an incident folder; well under a second of work, most of it git's."""
    seen = traffic(story.fault, seed)
    folder.mkdir(parents=True, exist_ok=True)
    _logs(folder / "logs", seen.lines)
    _metrics(folder / "metrics", seen, story)
    _text(folder / "traces.jsonl", spans(seen.calls))
    _alert(folder / "alert.json", *story.alert)
    history = _history(folder / "repo.bundle", story.changes)
    _text(folder / "deploys.jsonl", "".join(f"{json.dumps(row)}\n" for row in _deploys(history)))
    _text(folder / "docker-compose.yml", _compose())
    _text(folder / "runbooks/orders.md", RUNBOOK)
    _text(folder / "failure-modes/stock.md", story.known or FAILURE_MODE)
    return folder


def stamp(at: datetime) -> str:
    """As most loggers write it: UTC, milliseconds."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _logs(folder: Path, lines: Iterable[Line]) -> None:
    written: dict[str, list[str]] = {service: [] for service in OURS}
    for line in lines:
        record = {"timestamp": stamp(line.at), "level": line.level, "service": line.service, "message": line.text}
        written[line.service].append(json.dumps({**record, **line.fields}))
    for service, rows in written.items():
        text = "".join(f"{row}\n" for row in rows)
        if service == "pay":
            (folder / "pay.log.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
        else:
            _text(folder / f"{service}.log", text)


def _metrics(folder: Path, seen: Traffic, story: Story) -> None:
    ticks = range(-BEFORE // STEP, AFTER // STEP)
    requests, spent = [], []
    for service in OURS:
        for status in ("200", "500"):
            total, values = 0, []
            for tick in ticks:
                total += seen.served[service, tick, status]
                values.append((tick, str(total)))
            requests.append(_series("http_requests_total", service, values, status=status))
        ms = [sum(seen.seconds[service, t] for t in ticks[: n + 1]) for n in range(len(ticks))]
        spent.append(
            _series(
                "http_request_duration_seconds_sum",
                service,
                [(t, f"{v / 1000:.3f}") for t, v in zip(ticks, ms, strict=True)],
            )
        )
        counts = [
            sum(seen.served[service, t, s] for t in ticks[: n + 1] for s in ("200", "500")) for n in range(len(ticks))
        ]
        spent.append(
            _series(
                "http_request_duration_seconds_count",
                service,
                [(t, str(v)) for t, v in zip(ticks, counts, strict=True)],
            )
        )
    _text(folder / "requests.json", _answer(requests))
    _text(folder / "durations.json", _answer(spent))
    _text(folder / "levels.csv", _levels(ticks, story.levels))


def _series(name: str, service: str, values: Iterable[tuple[int, str]], **labels: str) -> dict[str, object]:
    start = int(ONSET.timestamp())
    points = [[start + tick * STEP, value] for tick, value in values]
    return {"metric": {"__name__": name, "job": service, **labels}, "values": points}


def _answer(result: list[dict[str, object]]) -> str:
    return json.dumps({"status": "success", "data": {"resultType": "matrix", "result": result}})


def _levels(ticks: range, levels: Mapping[tuple[str, str], tuple[float, float]]) -> str:
    steady = {(service, "process_resident_memory_bytes"): (9e7, 9e7) for service in OURS}
    rows = ["time,metric,service,value"]
    for tick in ticks:
        at = stamp(ONSET + timedelta(seconds=tick * STEP))
        for (service, metric), pair in {**steady, **levels}.items():
            value = pair[tick >= 0] * (1 + (tick % 3) * 0.002)
            rows.append(f"{at},{metric},{service},{value:.6g}")
    return "\n".join(rows) + "\n"


def _alert(path: Path, service: str, name: str) -> None:
    alert = {
        "status": "firing",
        "labels": {"alertname": name, "service": service, "severity": "critical"},
        "annotations": {"summary": f"{service}: too many of its requests fail"},
        "startsAt": stamp(ONSET + timedelta(seconds=60)),
        "endsAt": "0001-01-01T00:00:00Z",
    }
    around = {"version": "4", "groupKey": "{}", "receiver": "oncall", "status": "firing", "truncatedAlerts": 0}
    _text(path, json.dumps({**around, "alerts": [alert]}, indent=2))


def _deploys(history: Iterable[tuple[Altered, str, str]]) -> Iterable[dict[str, str]]:
    for altered, sha, previous in history:
        yield {
            "at": stamp(ONSET + timedelta(minutes=altered.minutes)),
            "kind": altered.kind,
            "service": altered.service,
            "version": sha[:10],
            "previous": previous[:10],
            "by": "robin",
            "what": altered.what,
        }


def _history(bundle: Path, changes: Iterable[Altered]) -> list[tuple[Altered, str, str]]:
    """A real bundle; each change with its commit and the one that ran before it."""
    folder = bundle.with_suffix(".git")
    first = Altered(service="", minutes=-9000, what="Begin", files={f"services/{s}/app.py": FIRST for s in OURS})
    ordered = [first, *sorted(changes, key=lambda change: change.minutes)]
    _git("init", "-q", "--bare", "-b", "main", str(folder), at=bundle.parent)
    _git(
        "fast-import", "--quiet", "--export-marks=marks", at=folder, stdin="".join(map(_commit, ordered, range(1, 99)))
    )
    _git("bundle", "create", "-q", str(bundle.absolute()), "HEAD", "main", at=folder)
    marks = sorted((folder / "marks").read_text().split("\n")[:-1], key=lambda mark: int(mark[1:].split()[0]))
    shas = [mark.split()[1] for mark in marks]
    shutil.rmtree(folder)
    return [(altered, sha, before) for altered, before, sha in zip(ordered[1:], shas, shas[1:], strict=False)]


def _commit(altered: Altered, mark: int) -> str:
    when = int((ONSET + timedelta(minutes=altered.minutes, seconds=-20)).timestamp())
    person = f"Robin <robin@example.com> {when} +0000"
    message = altered.what
    head = f"commit refs/heads/main\nmark :{mark}\nauthor {person}\ncommitter {person}\n"
    files = (f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n" for path, text in altered.files.items())
    return f"{head}data {len(message.encode())}\n{message}\n" + "".join(files) + "\n"


def _git(*words: str, at: Path, stdin: str = "") -> None:
    env = {"PATH": os.environ["PATH"], "HOME": str(at), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *words], cwd=at, env=env, input=stdin.encode(), check=True, capture_output=True)


def _compose() -> str:
    services = "".join(
        f"  {name}:\n    image: registry.example/{name}\n    labels:\n      owner: team-{name}\n"
        + (f"    depends_on: [{', '.join(callees)}]\n" if (callees := [c for c in CALLS[name] if c != BANK]) else "")
        for name in OURS
    )
    return f"services:\n{services}"


FIRST = "def answer(order):\n    return order\n"
RUNBOOK = """---
service: orders
owner: team-orders
last_reviewed: 2026-01-10
---

# Orders: placing an order fails

## How it looks

- web answers 500, `WebErrorsHigh` fires

## Stop the bleeding

```sh
kubectl rollout undo deployment/orders
```
"""
FAILURE_MODE = """# Stock cannot write

```yaml failure-mode
id: stock-locked
service: stock
cause: resource
says: a forgotten job locks the table of stock
symptoms:
  - signal: log
    pattern: "lock wait timeout"
    with: 0.9
    without: 0.01
```
"""
