"""As little of a language server's client as it takes to ask for references; the server is a peer that is measured."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

DEADLINE = 120.0  # seconds for one question
Place = tuple[str, int]


class LanguageServer:
    """One server over one folder, ended with it; a server that does not answer in time is ended and answers nothing."""

    def __init__(self, command: Sequence[str], root: Path) -> None:
        self.root = root.resolve()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=root,
            start_new_session=True,
        )
        self._count = 0
        self.peak_mib = 0

    def __enter__(self) -> Self:
        """Greeted."""
        folder = {"uri": self.root.as_uri(), "name": self.root.name}
        told: dict[str, Any] = {
            "processId": None,
            "rootUri": folder["uri"],
            "workspaceFolders": [folder],
            "capabilities": {},
        }
        self._ask("initialize", told)
        self._tell("initialized", {})
        return self

    def __exit__(self, *_: object) -> None:
        """Ended, with whatever it had started."""
        self.peak_mib = _peak(self._process.pid)
        self._end()
        self._process.communicate()

    def _end(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def references(self, file: str, line: int, column: int) -> set[Place]:
        """File and line of each reference to what stands there."""
        path = self.root / file
        uri = path.as_uri()
        text = path.read_text("utf-8", "replace")
        document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        where = {"line": line - 1, "character": column}
        asked = {"textDocument": {"uri": uri}, "position": where, "context": {"includeDeclaration": False}}
        found = self._ask("textDocument/references", asked)
        begin = f"{self.root.as_uri()}/"
        return {
            (one["uri"].removeprefix(begin), one["range"]["start"]["line"] + 1)
            for one in found or ()
            if one["uri"].startswith(begin)
        }

    def _tell(self, method: str, params: object) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def _ask(self, method: str, params: object) -> Any:
        self._count += 1
        late = threading.Timer(DEADLINE, self._end)
        late.start()
        try:
            self._send({"jsonrpc": "2.0", "id": self._count, "method": method, "params": params})
            while (heard := self._heard()) is not None:
                if heard.get("id") == self._count and "method" not in heard:
                    return heard.get("result")
                if "id" in heard and "method" in heard:  # the server asks: nothing is configured
                    self._send({"jsonrpc": "2.0", "id": heard["id"], "result": _nothing(heard)})
        finally:
            late.cancel()
        return None

    def _send(self, message: object) -> None:
        assert self._process.stdin is not None
        body = json.dumps(message).encode()
        with suppress(OSError):  # it is gone: what is heard from it then is nothing
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self._process.stdin.flush()

    def _heard(self) -> dict[str, Any] | None:
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline().strip()) or not length:
            if not line and self._process.poll() is not None:
                return None
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        found: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return found


def _peak(group: int) -> int:
    """The most memory that its largest process took, where `/proc` tells (Linux); else 0."""
    found = [0]
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            if int((place / "stat").read_text().rpartition(")")[2].split()[2]) == group:
                told = dict(line.split(":", 1) for line in (place / "status").read_text().splitlines() if ":" in line)
                found.append(int(told["VmHWM"].split()[0]) // 1024 if "VmHWM" in told else 0)
    return max(found)


def _nothing(asked: dict[str, Any]) -> object:
    items = asked.get("params", {}).get("items") if isinstance(asked.get("params"), dict) else None
    return [None] * len(items) if asked["method"] == "workspace/configuration" and items else None
