"""The shop's own git repository: its history, a working copy, releases, and the bundle of it all."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .history import fast_import

ISOLATED = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_TERMINAL_PROMPT": "0"}


@dataclass(frozen=True)
class Author:
    """Who commits."""

    name: str

    @property
    def mail(self) -> str:
        return f"{self.name}@shop.example"


class Repository:
    """A working copy with a past."""

    def __init__(self, folder: Path, source: Path, seed: int, now: datetime) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("fast-import", "--quiet", stdin=fast_import(source, seed, now))
        self.git("reset", "--hard", "--quiet", "main")

    def git(self, *args: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> bytes:
        command = ["git", "-C", str(self.folder), *args]
        return subprocess.run(
            command, input=stdin, env=os.environ | ISOLATED | (env or {}), check=True, capture_output=True
        ).stdout

    def read(self, path: str) -> str:
        return (self.folder / path).read_text()

    def commit(self, path: str, text: str, author: Author, message: str) -> str:
        """Write one file, commit it, and say the short sha."""
        (self.folder / path).write_text(text)
        who = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", author.name), ("EMAIL", author.mail))
        }
        self.git("add", path)
        self.git("commit", "--quiet", "-m", message, env=who | {"TZ": "UTC"})
        return self.version_of(".")

    def version_of(self, path: str) -> str:
        return self.git("log", "-1", "--format=%h", "--abbrev=7", "--", path).decode().strip()

    def log_of(self, *paths: str) -> list[tuple[str, str, str, str]]:
        """(short sha, author, date, subject), newest first."""
        form = "--format=%h%x09%an%x09%cI%x09%s"
        lines = self.git("log", "--abbrev=7", form, "--", *paths, env={"TZ": "UTC"}).decode().splitlines()
        return [(sha, who, at, what) for sha, who, at, what in (line.split("\t") for line in lines)]

    def release(self, version: str, folder: Path) -> Path:
        """A clean checkout of one version, as a build would make it."""
        if not folder.exists():
            with tarfile.open(fileobj=io.BytesIO(self.git("archive", version))) as files:
                files.extractall(folder, filter="data")
        return folder

    def bundle(self, path: Path) -> None:
        self.git("bundle", "create", "--quiet", str(path), "HEAD", "main")
