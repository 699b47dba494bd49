"""Runs git's plumbing in a bare repository that we own: bounded in time, output and memory, deaf to its surroundings.

Nothing of the repository that is read (config, hooks, attributes, filters, replacements, remotes) is visible to git
here: our repository has a config of its own, no refs, and links to folders that hold objects.
"""

from __future__ import annotations

import os
import re
import selectors
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from codriver.access.files.limits import GIB, KIB, MIB
from codriver.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MOST_OUTPUT = 256 * MIB
SHA256_WIDTH = 64
TOO_MUCH, TOO_SLOW = "too much output", "out of time"
_MOST_SAID = 8 * KIB  # of what git writes to stderr
_MOST_MEMORY = GIB  # a tree that repeats itself a billion times is met here, not in the host's memory
_CONFIG = """\
[core]
\trepositoryformatversion = {version}
\tbare = true
\tfsmonitor = false
\thooksPath = /dev/null
\tattributesFile = /dev/null
\tcommitGraph = false
\tmultiPackIndex = false
\tquotePath = true
\tbigFileThreshold = 16m
\tpackedGitWindowSize = 32m
\tpackedGitLimit = 512m
[protocol]
\tallow = never
[gc]
\tauto = 0
[diff]
\trenameLimit = 400
"""
_SHA256 = "[extensions]\n\tobjectFormat = sha256\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """What git wrote, its complaint and exit code; `cut` says why we stopped it (TOO_MUCH, TOO_SLOW), or is empty."""

    out: bytes
    said: str
    code: int
    cut: str = ""

    @property
    def whole(self) -> bool:
        """Git came to its end, and without an error."""
        return self.code == 0 and not self.cut


@dataclass(frozen=True, slots=True)
class Plumbing:
    """Our bare repository at `home`, the git program, and the seconds that one call may take."""

    program: str
    home: Path
    deadline: float

    def ask(self, *words: str, stdin: bytes | BinaryIO = b"", limit: int = MOST_OUTPUT) -> Answer:
        """Run one plumbing command to its end; `limit` is in bytes of output.

        Raises:
            SourceError: git cannot be started, or needs longer than the deadline.
        """
        answer = self.ask_for_some(*words, stdin=stdin, limit=limit)
        if answer.cut == TOO_SLOW:
            hint = "narrow the time window or the paths, or give a smaller clone"
            raise SourceError(f"git {words[0]} took longer than {self.deadline:g} s", hint=hint)
        return answer

    def ask_for_some(self, *words: str, stdin: bytes | BinaryIO = b"", limit: int = MOST_OUTPUT) -> Answer:
        """The same, but at the deadline what git has written so far is the answer.

        Raises:
            SourceError: git cannot be started.
        """
        with _as_file(stdin) as asked:
            child = self._start(words, asked)
            try:
                return _answer(child, limit, time.monotonic() + self.deadline)
            finally:
                _end(child)

    def _start(self, words: Sequence[str], stdin: IO[bytes]) -> subprocess.Popen[bytes]:
        try:
            child = subprocess.Popen(  # noqa: S603 - an absolute program, words of ours, our own environment
                [self.program, "--no-pager", *words],
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=self.home,
                env=_surroundings(self.program, self.home),
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise SourceError(f"git cannot be started: {error}", hint="check `git --version`") from error
        _hold_memory(child.pid)
        return child


def found_git() -> str:
    """The absolute path of git, never one found through a relative entry of PATH.

    Raises:
        SourceError: there is none.
    """
    places = [place for place in os.environ.get("PATH", "").split(os.pathsep) if place.startswith("/")]
    program = shutil.which("git", path=os.pathsep.join(places))
    if program is None:
        raise SourceError("git is not installed, or not on PATH", hint="install git, or leave out --repo")
    return program


def furnish(home: Path, width: int, shallow: frozenset[str]) -> None:
    """Write the empty bare repository; `width` is the number of hex digits of its object names."""
    wide = width == SHA256_WIDTH
    for folder in ("objects/info", "objects/pack", "refs"):
        (home / folder).mkdir(parents=True)
    (home / "HEAD").write_text("ref: refs/heads/none\n")
    (home / "config").write_text(_CONFIG.format(version=int(wide)) + (_SHA256 if wide else ""))
    if shallow:
        (home / "shallow").write_text("".join(f"{sha}\n" for sha in sorted(shallow)))


def _surroundings(program: str, home: Path) -> Mapping[str, str]:
    """The whole environment of git: nothing of ours is passed on."""
    return {
        "PATH": os.pathsep.join((os.path.dirname(program), "/usr/bin", "/bin")),  # noqa: PTH120 - it is a str
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "LC_ALL": "C",
        "TZ": "UTC",
        "GIT_DIR": str(home),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "/bin/false",
        "GIT_SSH_COMMAND": "/bin/false",
    }


def _as_file(stdin: bytes | BinaryIO) -> IO[bytes]:
    """A file rather than a pipe: git may read it when it likes, and nobody waits for anybody."""
    if not isinstance(stdin, bytes):
        return stdin
    file = TemporaryFile()  # noqa: SIM115 - `ask` closes it
    file.write(stdin)
    file.seek(0)
    return cast("IO[bytes]", file)


def _answer(child: subprocess.Popen[bytes], limit: int, until: float) -> Answer:
    assert child.stdout is not None
    assert child.stderr is not None
    written = {child.stdout.fileno(): bytearray(), child.stderr.fileno(): bytearray()}
    out, said = written.values()
    try:
        _listen(written, (out, said), limit, until)
        code, cut = (-1, TOO_MUCH) if len(out) > limit else (child.wait(max(0.1, until - time.monotonic())), "")
    except (TimeoutError, subprocess.TimeoutExpired):
        code, cut = -1, TOO_SLOW
    return Answer(bytes(out[:limit]), said.decode("utf-8", "replace").strip(), code, cut)


def _listen(
    written: Mapping[int, bytearray], out_and_said: tuple[bytearray, bytearray], limit: int, until: float
) -> None:
    """Until both streams have ended, or the first holds more than `limit` bytes."""
    out, said = out_and_said
    with selectors.DefaultSelector() as ready:
        for number in written:
            ready.register(number, selectors.EVENT_READ)
        while ready.get_map() and len(out) <= limit:
            _take(ready, written, until)
            del said[_MOST_SAID:]


def _take(ready: selectors.BaseSelector, written: Mapping[int, bytearray], until: float) -> None:
    """One piece from each stream that has something to read."""
    events = ready.select(max(0.0, until - time.monotonic()))
    if not events:
        raise TimeoutError
    for key, _ in events:
        piece = os.read(key.fd, 64 * KIB)
        written[key.fd].extend(piece)
        if not piece:
            ready.unregister(key.fd)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill git and all that it started, if it is still there."""
    if child.returncode is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.communicate()


def _hold_memory(pid: int) -> None:
    """Bound what git may allocate; packs are mapped, and do not count. Linux only."""
    if sys.platform == "linux":
        import resource  # not on every system

        with suppress(OSError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))


def complaint(answer: Answer) -> str:
    """Git's last word, without the place of our temporary folder."""
    if answer.cut:
        return answer.cut
    lines = [line for line in answer.said.splitlines() if line.strip()]
    return re.sub(r"/\S*codriver-git-[^/\s]*/", "", lines[-1]) if lines else "git failed"
