"""The running shop: which service runs which release on which port. Restarts drop no request."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .certificates import Authority
from .children import Child
from .ports import held_port, number_of
from .repository import Repository

SERVICES = ("database", "cache", "catalog", "cart", "pricing", "inventory", "payments", "checkout", "gateway")
OUTSIDE = ("bank",)
READY_WITHIN_S = 15.0
VOLUME_BYTES = 4_000_000


@dataclass(frozen=True)
class Instance:
    """One process of a service."""

    child: Child
    version: str
    admin_port: int


class System:
    """Nine services, a bank, and the shoppers."""

    def __init__(self, folder: Path, repository: Repository, *, encrypted: bool = False) -> None:
        self._folder = folder
        self._repository = repository
        self._held: list[socket.socket] = []
        self._ports = {name: self._port() for name in (*SERVICES, *OUTSIDE)}
        self._book: dict[str, Any] = {name: {"8080": self._ports[name]} for name in SERVICES}
        self._book |= {"bank": {"443": self._ports["bank"]}, "closed": self._port()}
        self._helpers: dict[str, Child] = {}
        self.instances: dict[str, Instance] = {}
        for part in ("logs", "spans", *(f"volumes/{name}" for name in SERVICES)):
            (folder / part).mkdir(parents=True)
        self.authority = Authority(folder / "certificates") if encrypted else None
        self._platform = self._settings()
        self.write_book()
        self.write_roles()

    def _port(self) -> int:
        self._held.append(held_port())
        return number_of(self._held[-1])

    def _settings(self) -> dict[str, str]:
        """What the platform gives to all."""
        files = {"ADDRESS_BOOK": self._folder / "addresses.json", "ROLES": self._folder / "roles.json"}
        certificates = self.authority.environment() if self.authority else {}
        shared = {"SERVICE_KEY": secrets.token_hex(16), "VOLUME_BYTES": str(VOLUME_BYTES)}
        return shared | certificates | {name: str(path) for name, path in files.items()}

    def write_book(self, without: str = "", **more: object) -> None:
        """The names that can be looked up, all but one."""
        book = {name: where for name, where in self._book.items() if name != without}
        replaced(Path(self._platform["ADDRESS_BOOK"]), json.dumps(book | more))

    def write_roles(self, **until: float) -> None:
        """When whose password for the database expires."""
        replaced(Path(self._platform["ROLES"]), json.dumps(until))

    def volume_of(self, name: str) -> Path:
        return self._folder / "volumes" / name

    def start(self, seed: int) -> None:
        self._helpers["bank"] = self._helper("bank.py", self._ports["bank"])
        for wave in (("database",), ("cache",), SERVICES[2:]):
            started = {name: self._started(name) for name in wave}
            self.instances |= {name: self._ready(name, one) for name, one in started.items()}
        self._helpers["load"] = self._helper("load.py", self._ports["gateway"], str(seed))

    def _helper(self, script: str, port: int, *args: str) -> Child:
        environment = self._platform | {"PORT": str(port)}
        return Child(script, list(args), environment, self._folder, self._folder / f"{script}.out")

    def _started(self, name: str) -> Instance:
        version = self._repository.version_of(".") if name in self.instances else self.version_before(name)
        checkout = self._repository.release(version, self._folder / "releases" / version)
        admin = self._port()
        child = Child("boot.py", [name], self._environment(name, version, admin), checkout, self.log_of(name))
        return Instance(child, version, admin)

    def version_before(self, name: str) -> str:
        """The newest commit that touched the service: what production runs when we arrive."""
        return self._repository.log_of(f"services/{name}", f"config/{name}.json")[0][0]

    def _environment(self, name: str, version: str, admin: int) -> dict[str, str]:
        return self._platform | {
            "SERVICE": name,
            "PORT": str(self._ports[name]),
            "ADMIN_PORT": str(admin),
            "VERSION": version,
            "VOLUME": str(self.volume_of(name)),
            "SPANS_FILE": str(self._folder / "spans" / f"{name}.jsonl"),
        }

    def log_of(self, name: str) -> Path:
        return self._folder / "logs" / f"{name}.log"

    def _ready(self, name: str, instance: Instance) -> Instance:
        """Wait until it answers; a process that dies while starting is our bug, not the story."""
        until = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < until and instance.child.alive():
            if ask(instance.admin_port, "GET", "/healthz"):
                return instance
            time.sleep(0.03)
        raise RuntimeError(f"{name} did not start: {self.log_of(name).read_text()[-2000:]}")

    def roll(self, name: str) -> tuple[str, str]:
        """Start the newest version beside the old one, then let the old one finish: (previous, present)."""
        old = self.instances[name]
        new = self._ready(name, self._started(name))
        self.instances = self.instances | {name: new}
        old.child.leave()
        return old.version, new.version

    def forget(self) -> None:
        """Empty the logs and spans so far; their writers append."""
        for part in ("logs", "spans"):
            for file in (self._folder / part).iterdir():
                os.truncate(file, 0)

    def tell(self, name: str, **orders: object) -> None:
        (self._helpers[name] if name in self._helpers else self.instances[name].child).tell(**orders)

    def run_job(self, name: str, job: str, **plan: object) -> None:
        ask(self.instances[name].admin_port, "POST", f"/jobs/{job}", json.dumps(plan))

    def stop(self) -> None:
        """End all, callers before the called, so that nobody logs our own leaving as trouble."""
        running = self._helpers | {name: one.child for name, one in self.instances.items()}
        for name in ("load", *reversed(SERVICES), *OUTSIDE):
            if name in running:
                running[name].kill()
        for holder in self._held:
            holder.close()


def replaced(path: Path, text: str) -> None:
    """In one step, so that nobody reads half of it."""
    new = path.with_suffix(".new")
    new.write_text(text)
    new.replace(path)


def ask(port: int, method: str, path: str, body: str | None = None, timeout: float = 2.0) -> str:
    """One question to an admin port; empty if nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request(method, path, body)
        return connection.getresponse().read().decode()
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        connection.close()
