"""What a fault may do to the shop: change and deploy it, slow it, run its jobs, change what shoppers do."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .alerting import Alerting, Rule
from .messages import PEOPLE, message_for
from .repository import Author, Repository
from .system import VOLUME_BYTES, System

KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"


@dataclass(frozen=True)
class Change:
    """One edit of one file that goes live at once."""

    service: str
    kind: str  # deploy | config | flag
    path: str
    present: str
    wanted: str


@dataclass(frozen=True)
class Deployed:
    """One line of deploys.jsonl."""

    at: str
    kind: str
    service: str
    version: str
    previous: str
    by: str
    what: str


@dataclass(frozen=True)
class Truth:
    """What really happened. It never enters the recording."""

    service: str | None = None
    mechanism: str | None = None
    peer: str | None = None
    change: str | None = None
    onset: str | None = None
    accept: tuple[tuple[str, str], ...] = ()
    path: tuple[str, ...] = ()
    own_knowledge: tuple[str, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)


def sleep_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def known(*paths: str) -> tuple[str, ...]:
    """Those of the runbooks and failure modes that exist."""
    return tuple(path for path in paths if (KNOWLEDGE / path).exists())


def now_text() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Lab:
    """Holds the shop while it is recorded."""

    def __init__(self, system: System, repository: Repository, alerting: Alerting, chance: random.Random) -> None:
        self.system = system
        self.repository = repository
        self.alerting = alerting
        self.onset = 0.0
        self.taken: set[str] = set()  # services that already play a part
        self.deploys: list[Deployed] = []
        self._chance = chance
        self._one_at_a_time = threading.Lock()

    def await_onset(self, service: str | None = None) -> str:
        """Claim the service for what is to come, wait for the drawn moment, and say when that was."""
        self.taken |= {service} if service else set()
        sleep_until(self.onset)
        return now_text()

    def deploy(self, change: Change) -> Deployed:
        """Edit, commit, restart, and write it down, as the team does."""
        with self._one_at_a_time:
            by, what = self._chance.choice(PEOPLE), message_for(change.service, self._chance)
            text = self.repository.read(change.path)
            if change.present not in text:
                raise LookupError(f"{change.path} has no {change.present!r}")
            edited = text.replace(change.present, change.wanted, 1)
            self.repository.commit(change.path, edited, Author(by), what)
            at = now_text()
            previous, version = self.system.roll(change.service)
            done = Deployed(at, change.kind, change.service, version, previous, by, what)
            self.deploys.append(done)
            return done

    def slow(self, service: str, mean_s: float, share: float) -> None:
        self.system.tell(service, mean_s=mean_s, share=share)

    def shoppers(self, **plan: object) -> None:
        self.system.tell("load", **plan)

    def run_job(self, service: str, job: str, **plan: object) -> None:
        self.system.run_job(service, job, **plan)

    def set_clock(self, service: str, ahead_s: float) -> None:
        self.system.tell(service, ahead_s=ahead_s)

    def forget_name(self, name: str) -> None:
        self.system.write_book(without=name)

    def lose_resolver(self, service: str) -> None:
        self.system.write_book(without_resolver=[service])

    def expire_certificate(self, party: str) -> None:
        if self.system.authority:
            self.system.authority.issue(party, days=0)

    def expire_key(self, service: str, peer: str) -> None:
        """The role's password for the database, or the key for the bank."""
        if peer == "database":
            self.system.write_roles(**{service: time.time()})
        else:
            self.system.tell(peer, key_until=time.time())

    def fill_volume(self, service: str, steps: int) -> None:
        """Old files pile up second by second; then the spool lies where the system finds no space."""
        volume = self.system.volume_of(service)
        for number in range(steps):
            (volume / f"debug.log.{number}").write_bytes(b"." * (VOLUME_BYTES // steps))
            time.sleep(1)
        full = volume / "full"
        full.symlink_to("/dev/full")
        full.replace(volume / f"{service}.spool")

    def watch(self, rule: Rule) -> None:
        self.alerting.rules = (*self.alerting.rules, rule)


def as_lines(deploys: list[Deployed]) -> list[dict[str, str]]:
    return [asdict(one) for one in sorted(deploys, key=lambda one: one.at)]
