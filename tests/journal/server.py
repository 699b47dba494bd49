"""A PostgreSQL server of a test's own: on loopback, not as root, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

OWNER = "postgres" if os.getuid() == 0 else None


def programs() -> Path:
    """Where initdb and pg_ctl lie; skips the test where they do not."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [Path(shutil.which("initdb") or "")]
    if not found[-1].is_file():
        pytest.skip("PostgreSQL's programs are not installed (Debian: postgresql)")
    return found[-1].parent


class Server:
    """Started and stopped by tests; `url` connects to it."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"postgresql://codriver@127.0.0.1:{self.port}/postgres"
        self._run("initdb", "-D", str(folder / "data"), "-U", "codriver", "-A", "trust", "--no-sync", "-E", "UTF8")

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=20"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-l", log, "-w", "-t", "120", "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-w", "-m", how, "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        subprocess.run(command, check=True, user=OWNER, cwd="/", stdout=subprocess.DEVNULL, env={"LC_ALL": "C.UTF-8"})


@contextmanager
def server() -> Iterator[Server]:
    """A running server."""
    found = programs()
    with tempfile.TemporaryDirectory(prefix="codriver-pg-", ignore_cleanup_errors=True) as folder:
        if OWNER:
            shutil.chown(folder, OWNER)
        running = Server(found, Path(folder))
        running.start()
        try:
            yield running
        finally:
            running.stop("immediate")
