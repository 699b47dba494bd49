"""http, https, xh: the method stands first, or what is sent makes it a POST."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed
from codriver.gate.tools.curl import risk_of
from codriver.gate.verbs import asks_help, deed
from codriver.gate.verdict import READ, Deed

_METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "PURGE")


def rate(call: Call) -> Iterator[Deed]:
    """By method and path."""
    asked = taken(
        call.args,
        listed("-a --auth -A --auth-type --session -o --output --timeout -p --print --verify --cert"),
    )
    words = list(asked.words)
    if asks_help(call.args) or not words or asked.has("--offline"):
        yield deed(READ, call.name, "--help")
        return
    method = words.pop(0).upper() if words[0].upper() in _METHODS else ""
    items = [word for word in words[1:] if ":" not in word and "==" not in word]
    method = method or ("POST" if items or call.stdin else "GET")
    url = words[0] if words else ""
    place = urlsplit(url if "://" in url else "http://" + url)
    yield deed(
        risk_of(method, place.path, place.query, " ".join(items)),
        call.name,
        f"{method} {url[:80]}",
        why="asks a server",
    )
