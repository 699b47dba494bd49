"""Records one case: start the shop, watch it, let one thing happen, write down what its tools saw."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import scrub, spans
from .alerting import RULES, Alerting, Firing, webhook
from .harmless import change_something
from .lab import Deployed, Lab, Truth, as_lines, sleep_until
from .repository import Repository
from .scrape import Scraper
from .system import SERVICES, System

HOME = Path(__file__).resolve().parents[1]
SETTLE_S = 1.5  # what starting looks like is no part of the story
GZIPPED = {"cart"}
EARLIER_DEPLOYS = 18
SHARE_OF_TRACES = 0.06  # plus failed ones; keeps a recording below 3 MB
LONGEST_WAIT_FOR_ALERT_S = 25
HARMLESS_EARLIEST_S = -14.0
HARMLESS_LATEST_S = 6.0

Inject = Callable[[Lab, random.Random], Truth]


class NothingHappenedError(Exception):
    """The trouble did not reach the entry: no alert fired. Another seed will do better."""


@dataclass(frozen=True)
class Case:
    """What to record, and for how long."""

    fault: str
    seed: int
    inject: Inject
    control: bool = False
    baseline_s: float = 30
    incident_s: float = 25
    encrypted: bool = False

    @property
    def id(self) -> str:
        return "case-" + hashlib.sha256(f"{self.fault}/{self.seed}".encode()).hexdigest()[:10]

    def chance(self, use: str) -> random.Random:
        return random.Random(f"{self.fault}/{self.seed}/{use}")


def record(case: Case, out: Path) -> Path:
    """Run the case, and put its folder below `out` once it is whole."""
    with tempfile.TemporaryDirectory(prefix="shop-") as temporary:
        folder = Path(temporary).resolve()
        done = folder / "done" / case.id
        run(case, folder, done)
        out.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(out / case.id, ignore_errors=True)
        shutil.move(done, out / case.id)
    return out / case.id


def run(case: Case, folder: Path, done: Path) -> None:
    now = datetime.now(UTC)
    repository = Repository(folder / "repo", HOME / "monorepo", case.seed, now)
    system = System(folder, repository, encrypted=case.encrypted)
    scraper = Scraper(lambda: system.instances)
    alerting = Alerting(scraper, RULES)
    lab = Lab(system, repository, alerting, case.chance("people"))
    try:
        system.start(case.seed)
        truth = story(case, lab, scraper, alerting)
    finally:
        system.stop()
    write(lab, scraper, folder, done / "incident")
    (done / "truth.json").write_text(json.dumps(told(case, truth), indent=2) + "\n")
    scrub.check(done / "incident", repository.git("log", "--patch"), [case.fault, str(folder)])


def story(case: Case, lab: Lab, scraper: Scraper, alerting: Alerting) -> Truth:
    """Calm, then the one thing, with two harmless changes around it, until the alert has fired."""
    lab.shoppers(rate=case.chance("load").uniform(15, 20))
    time.sleep(SETTLE_S)
    lab.system.forget()
    scraper.start()
    alerting.start()
    onset = lab.onset = time.monotonic() + case.baseline_s * case.chance("onset").uniform(0.85, 1.2)
    others = [threading.Thread(target=change_at, args=(lab, case, n, onset), daemon=True) for n in range(2)]
    for other in others:
        other.start()
    truth = case.inject(lab, case.chance("fault"))
    sleep_until(onset + case.incident_s)
    for other in others:
        other.join()
    wait_for_alert(case, alerting, onset)
    alerting.stop()
    scraper.stop()
    return truth


def change_at(lab: Lab, case: Case, number: int, onset: float) -> None:
    chance = case.chance(f"harmless-{number}")
    scale = min(1.0, case.baseline_s / 30)
    sleep_until(onset + scale * chance.uniform(HARMLESS_EARLIEST_S, HARMLESS_LATEST_S))
    change_something(lab, chance)


def wait_for_alert(case: Case, alerting: Alerting, onset: float) -> None:
    until = onset + case.incident_s + LONGEST_WAIT_FOR_ALERT_S
    while not case.control and not alerting.fired and case.incident_s > 10:
        if time.monotonic() > until:
            raise NothingHappenedError(f"{case.fault} seed {case.seed}: no alert")
        time.sleep(0.5)


def told(case: Case, truth: Truth) -> dict[str, Any]:
    head = {"fault": case.fault, "seed": case.seed, "control": truth.service is None}
    return head | asdict(truth)


# --- writing down what was seen ---


def write(lab: Lab, scraper: Scraper, folder: Path, incident: Path) -> None:
    scraper.write(incident / "metrics")
    write_logs(lab.system, folder, incident / "logs")
    spans.export(folder / "spans", incident / "traces" / "raw.jsonl", SHARE_OF_TRACES)
    in_container(incident / "traces" / "raw.jsonl", incident / "traces" / "spans.jsonl", folder)
    write_alert(lab.alerting.fired, incident / "alert.json")
    write_deploys(lab, incident / "deploys.jsonl")
    lab.repository.bundle(incident / "repo.bundle")
    shutil.copy(HOME / "monorepo" / "docker-compose.yml", incident)
    shutil.copytree(HOME / "knowledge", incident, dirs_exist_ok=True)


def in_container(raw: Path, wanted: Path, folder: Path) -> None:
    text = scrub.as_in_container(raw.read_text(), folder)
    raw.unlink()
    wanted.write_text(text)


def write_logs(system: System, folder: Path, out: Path) -> None:
    out.mkdir()
    for name in SERVICES:
        text = scrub.as_in_container(system.log_of(name).read_text(), folder)
        if name in GZIPPED:
            (out / f"{name}.log.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
        else:
            (out / f"{name}.log").write_text(text)


def write_alert(fired: dict[tuple[str, str], Firing], path: Path) -> None:
    if fired:
        path.write_text(json.dumps(webhook(list(fired.values())), indent=2) + "\n")


def write_deploys(lab: Lab, path: Path) -> None:
    deploys = [*earlier(lab.repository, {one.version for one in lab.deploys}), *lab.deploys]
    path.write_text("".join(json.dumps(line) + "\n" for line in as_lines(deploys)))


def earlier(repository: Repository, present: set[str]) -> list[Deployed]:
    """What went live in the weeks before: each commit of a service, some minutes after it was made."""
    past: list[Deployed] = []
    running = dict.fromkeys(SERVICES, "")
    for sha, by, at, what in reversed(repository.log_of(".")):
        service = what.partition(":")[0]
        if service in running and sha not in present:
            past.append(Deployed(at_utc(at), "deploy", service, sha, running[service], by, what))
            running[service] = sha
    return [replace(one, kind=kind_of(repository, one.version)) for one in past[-EARLIER_DEPLOYS:]]


def at_utc(text: str) -> str:
    at = datetime.fromisoformat(text).astimezone(UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def kind_of(repository: Repository, version: str) -> str:
    paths = repository.git("show", "--name-only", "--format=", version).decode().split()
    kinds = {"config": "config", "flags": "flag"}
    return kinds.get(paths[0].partition("/")[0], "deploy") if len(paths) == 1 else "deploy"
