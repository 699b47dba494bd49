"""Command lines of clouds and hosting platforms: by the plain meaning of their words."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed
from codriver.gate.verbs import by_meaning, deed
from codriver.gate.verdict import R2, READ, Deed

_LOOKS = frozenset(
    listed(
        "preview diff synth plan validate config about stack whoami ps logs releases status open domains "
        "addons labs:list config:get ps:type pipelines version"
    )
)


def rate(call: Call) -> Iterator[Deed]:
    """`x get`, `x y list` read; `delete` and its like R3; everything else R2."""
    words = taken(call.args).words
    if call.name in ("fly", "flyctl", "heroku") and words[:2] in (
        ("ssh", "console"),
        ("ssh",),
        ("run",),
        ("ps:exec",),
        ("run:detached",),
    ):
        rest = (
            words[1:]
            if call.name == "heroku"
            else taken(call.args, ("-C", "--command", "-a")).values("-C", "--command")
        )
        for text in rest[:1] if call.name != "heroku" else [" ".join(rest)]:
            call.shell(text, remote=True)
        yield from (
            ()
            if rest
            else (deed(R2, call.name, " ".join(words[:2]), why="opens a shell: what is typed there cannot be seen"),)
        )
    elif len(words) <= 2 and words and words[0] in _LOOKS:  # noqa: PLR2004 - a verb and what it is about
        yield deed(READ, call.name, words[0])
    else:
        yield from by_meaning(call)
