"""Paths of this machine become the paths of the shop's containers; what would betray the story is refused."""

from __future__ import annotations

import gzip
import re
import socket
import sysconfig
from pathlib import Path

TELLTALE = re.compile(rb"\b(faults?|inject(ed|ion|s)?|chaos|lab)\b", re.IGNORECASE)
INSIDE = "/app"
PYTHON = "/usr/local/lib/python3.11"


class TelltaleError(Exception):
    """A recording would give the story or this machine away."""


def as_in_container(text: str, folder: Path) -> str:
    text = re.sub(re.escape(str(folder)) + r"/releases/\w+", INSIDE, text)
    text = text.replace(str(Path(__file__).resolve().parent), INSIDE)
    return text.replace(sysconfig.get_path("stdlib"), PYTHON)


def check(incident: Path, history: bytes, words: list[str]) -> None:
    """Look into every file for the story's own name, for telling words, and for this machine's names.

    The bundle is compressed, so its `history` is looked at as text instead.
    """
    own = [re.escape(word).encode() for word in [*words, str(Path.home()), str(Path(__file__).parents[3])]]
    host = socket.gethostname()
    own += [re.escape(host).encode()] if len(host) > 5 else []
    private = re.compile(b"|".join(own))
    for name, content in {"repo.bundle": history, **contents(incident)}.items():
        found = TELLTALE.search(content) or private.search(content)
        if found:
            raise TelltaleError(f"{name} contains {found[0]!r}")


def contents(incident: Path) -> dict[str, bytes]:
    files = [path for path in incident.rglob("*") if path.is_file() and path.suffix != ".bundle"]
    return {path.name: read(path) for path in sorted(files)}


def read(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
