"""Opens a locator in an incident's folder without any of codriver's own reading: what a person would do by hand."""

import gzip
import json
import os
import re
import subprocess
from pathlib import Path

_PLACE = re.compile(r"(?P<file>.*?)(?::(?P<line>\d+))?(?:#(?P<pointer>/.*|))?")


def says(folder: Path, scratch: Path, locator: str, quote: str) -> bool:
    """Whether the quote stands, byte for byte, where the locator leads."""
    bundle, found, rest = locator.rpartition("@")
    if found and (folder / bundle).is_file():
        return quote in _of_git(folder / bundle, scratch, *rest.split(":", 1))
    place = _PLACE.fullmatch(locator)
    assert place is not None
    text = _lines(folder / place["file"])
    if place["line"]:
        text = text[int(place["line"]) - 1 : int(place["line"])]
    whole = b"\n".join(text)
    return quote.encode() in whole and (place["pointer"] is None or _at(json.loads(whole), place["pointer"], quote))


def _lines(file: Path) -> list[bytes]:
    raw = file.read_bytes()
    return (gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw).split(b"\n")


def _at(value: object, pointer: str, quote: str) -> bool:
    """Whether the value under the pointer can be spelt so; of an object, whether the quote's words are its own."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key] if isinstance(value, dict) else None
    if isinstance(value, str):
        return any(quote in spelt for spelt in (value, json.dumps(value), json.dumps(value, ensure_ascii=False)))
    words = re.findall(r"\w+", quote)
    spelt = json.dumps(value, ensure_ascii=False)
    return value is not None and all(word in spelt for word in words[:-1])  # the last may be cut in the middle


def _of_git(bundle: Path, scratch: Path, sha: str, path: str = "") -> str:
    """The commit's message; with a path, the file as that commit left it."""
    clone = scratch / f"{bundle.name}.clone"
    if not clone.exists():
        _git("clone", "-q", "--bare", str(bundle), str(clone))
    asked = ("show", f"{sha}:{path}") if path else ("show", "-s", "--format=%B", sha)
    return _git("--git-dir", str(clone), *asked)


def _git(*words: str) -> str:
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *words], env=env, check=True, capture_output=True, text=True)
    return done.stdout
