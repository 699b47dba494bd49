"""tmux and screen: what is typed into another terminal is followed as if it were run."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed
from codriver.gate.verbs import deed
from codriver.gate.verdict import R1, R2, READ, Deed

_READS = listed(
    "ls list-sessions list-windows list-panes capture-pane show-options display-message info has-session has -ls -V"
)
_STARTS = listed(
    "new-session new new-window neww split-window splitw respawn-pane run-shell run if-shell "
    "pipe-pane respawn-window popup display-popup"
)
_VALUED = listed("-s -n -t -c -x -y -F -e -f -L -S -X -p")


def rate(call: Call) -> Iterator[Deed]:
    """Keys that are sent end in a program that nobody sees: R2, and whatever they say."""
    before = taken(call.args, ("-L", "-S", "-f", "-c"), until_word=True)
    words = list(before.rest)
    if call.name in ("screen", "byobu"):
        asked = taken(call.args, listed("-S -c -p -t -T -X -h -s -e"), until_word=True)
        if asked.has("-X"):
            yield deed(R2, call.name, "-X stuff", why="types into another terminal")
            call.shell(" ".join(asked.rest))
        elif asked.rest:
            call.start(asked.rest)
        return
    verb = words[0] if words else ""
    if verb in ("send-keys", "send"):
        typed = [word for word in taken(words[1:], _VALUED).words if word not in ("Enter", "C-m", "KPEnter")]
        yield deed(R2, call.name, verb, why="types into another terminal")
        call.shell(" ".join(typed))
    elif verb in _STARTS:
        rest = taken(words[1:], _VALUED, until_word=True).rest
        if rest:
            call.shell(" ".join(rest))
    else:
        yield deed(READ if verb in _READS or not verb else R1, call.name, verb, local=True)
