"""Real servers on the loopback, started and stopped by the tests that ask for them; they skip where one is missing."""

import json
import shutil
import socket
import subprocess
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

READY_S = 30.0


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skips the tests of a machine without these programs; CI installs them."""
    missing = [one for one in programs if shutil.which(one) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)} (CI installs them)")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def ask(url: str, body: bytes | None = None) -> str:
    """What the server says; an empty text while it is not up."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=body), timeout=5) as answer:  # noqa: S310 - loopback
            return str(answer.read().decode())
    except OSError:
        return ""


def await_that(url: str, wanted: str = "", *, seconds: float = READY_S) -> str:
    """The first answer that holds the wanted words."""
    waiting = Event()
    for _ in range(int(seconds / 0.05)):
        answer = ask(url)
        if answer and wanted in answer:
            return answer
        waiting.wait(0.05)
    pytest.fail(f"{url} never said {wanted!r}")


@contextmanager
def running(words: Sequence[str], folder: Path, ready: str) -> Iterator[None]:
    """The program, from when it is ready until the block ends."""
    with (folder / "server.log").open("wb") as log:
        child = subprocess.Popen(words, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            await_that(ready)
            yield
        finally:
            child.terminate()
            child.wait(20)


def made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


@contextmanager
def alertmanager(folder: Path) -> Iterator[str]:
    port, folder = free_port(), made(folder)
    (folder / "am.yml").write_text("route: {receiver: none, group_wait: 0s}\nreceivers: [{name: none}]\n")
    words = ["prometheus-alertmanager", "--config.file=am.yml", "--storage.path=data", "--cluster.listen-address="]
    url = f"http://127.0.0.1:{port}"
    with running([*words, f"--web.listen-address=127.0.0.1:{port}"], folder, f"{url}/-/ready"):
        yield url


@contextmanager
def prometheus(
    folder: Path, targets: Mapping[str, str], rules: Sequence[Mapping[str, Any]] = (), alerts_to: str = ""
) -> Iterator[str]:
    """Scrapes each job's address (`127.0.0.1:80`) once a second, and evaluates the rules as often."""
    port, folder = free_port(), made(folder)
    aim(folder, targets)
    config: dict[str, Any] = {
        "global": {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"},
        "scrape_configs": [{"job_name": "found", "file_sd_configs": [{"files": ["targets.json"]}]}],
        "rule_files": ["rules.yml"],
    }
    if alerts_to:
        to = {"static_configs": [{"targets": [alerts_to.removeprefix("http://")]}]}
        config["alerting"] = {"alertmanagers": [to]}
    (folder / "prometheus.yml").write_text(json.dumps(config))  # JSON is YAML
    (folder / "rules.yml").write_text(json.dumps({"groups": [{"name": "g", "rules": list(rules)}]}))
    url = f"http://127.0.0.1:{port}"
    words = ["prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=data"]
    with running([*words, f"--web.listen-address=127.0.0.1:{port}"], folder, f"{url}/-/ready"):
        yield url


def aim(folder: Path, targets: Mapping[str, str]) -> None:
    """Lets the Prometheus of this folder scrape these from now on."""
    told = [{"targets": [where], "labels": {"job": job, "instance": f"{job}:8080"}} for job, where in targets.items()]
    (folder / "targets.new").write_text(json.dumps(told))
    (folder / "targets.new").replace(folder / "targets.json")


@contextmanager
def pushgateway(folder: Path) -> Iterator[str]:
    port, folder = free_port(), made(folder)
    url = f"http://127.0.0.1:{port}"
    words = ["prometheus-pushgateway", f"--web.listen-address=127.0.0.1:{port}"]
    with running(words, folder, f"{url}/-/ready"):
        yield url


@contextmanager
def victoria_metrics(folder: Path) -> Iterator[str]:
    port, folder = free_port(), made(folder)
    url = f"http://127.0.0.1:{port}"
    words = ["victoria-metrics", f"-httpListenAddr=127.0.0.1:{port}", "-storageDataPath=data", "-retentionPeriod=1d"]
    with running(words, folder, f"{url}/health"):
        yield url
