"""Processes that we start and that never outlive us: stdin is their lifeline, and `stop_all` is always called."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LEAVE_S = 6.0


class Child:
    """One process, and the pipe over which we tell it things."""

    def __init__(self, script: str, args: list[str], env: dict[str, str], cwd: Path, out: Path) -> None:
        command = [sys.executable, "-X", "frozen_modules=off", str(HERE / script), *args]
        with out.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=cwd, env=plain_environment() | env, stdin=subprocess.PIPE, stdout=log, stderr=log
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def tell(self, **orders: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(orders).encode() + b"\n")
        self._process.stdin.flush()

    def alive(self) -> bool:
        return self._process.poll() is None

    def leave(self) -> None:
        """Ask it to finish its work and go; insist if it does not."""
        self._process.terminate()
        try:
            self._process.wait(LEAVE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._close()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._close()

    def _close(self) -> None:
        if self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()


def plain_environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "TMPDIR") if key in os.environ}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1", "TZ": "UTC"}
