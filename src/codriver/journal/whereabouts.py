"""Where the record lies, as `codriver.toml` and the environment say: what `config.py` answers, in less time."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

_KNOWN = {"path", "journal"}


class Whereabouts(NamedTuple):
    """The state's folder; the URL of a journal in PostgreSQL, empty when it is a file in that folder."""

    folder: str
    url: str


def whereabouts(start: str, environ: Mapping[str, str]) -> Whereabouts:
    """Where to look, seen from the folder `start`.

    Raises:
        ValueError: the settings cannot be read, or name a store that is not known here.
    """
    file = _config_file(start or os.getcwd(), environ.get("CODRIVER_CONFIG", ""))
    state = _state(file) if file else {}
    url = environ.get("CODRIVER_JOURNAL") or state.get("journal", "")
    if url and not url.startswith(("postgresql://", "postgres://")):
        raise ValueError("the settings name a store that the lock cannot read")
    if environ.get("CODRIVER_STATE"):
        return Whereabouts(os.path.abspath(environ["CODRIVER_STATE"]), url)
    named = state.get("path", "")
    if named:
        return Whereabouts(os.path.abspath(os.path.join(os.path.dirname(file), os.path.expanduser(named))), url)
    xdg = environ.get("XDG_STATE_HOME", "")
    base = xdg if xdg.startswith("/") else os.path.join(environ["HOME"], ".local", "state")
    return Whereabouts(os.path.join(base, "codriver"), url)


def _state(file: str) -> dict[str, str]:
    import tomllib  # only where there is a file: it takes a while

    with open(file, "rb") as stream:
        state = tomllib.load(stream).get("state", {})
    if not isinstance(state, dict) or set(state) - _KNOWN or not all(isinstance(text, str) for text in state.values()):
        raise ValueError("the settings name a store that the lock cannot read")
    return state


def _config_file(start: str, named: str) -> str:
    if named:
        return os.path.join(start, named)
    here = os.path.abspath(start)
    while True:
        file = os.path.join(here, "codriver.toml")
        if os.path.isfile(file):
            return file
        if os.path.dirname(here) == here:
            return ""
        here = os.path.dirname(here)
