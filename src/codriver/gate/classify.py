"""The one question: what does this command line come to? Everything in it is followed; nothing is run.

When it is wrong: a program that does more than its name says; a host where a usual name is something else; text that
only exists when the command runs. What cannot be followed is R2, never less.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from codriver.gate import tools
from codriver.gate.shell.follow import At, Follower
from codriver.gate.shell.grammar import parse
from codriver.gate.shell.scope import Scope
from codriver.gate.shell.tree import UNKNOWN, Unreadable
from codriver.gate.verdict import R1, R2, R3, READ, Deed, Verdict

_WIDE = re.compile(r"(context|kube-context|cluster|cluster-name|region|profile|project|subscription) ")
_LOUD = re.compile(
    r"\b(delete|destroy|drop|truncate|flushall|rm\s+-|mkfs|failover|terminate|uninstall|purge|force|shutdown|grant|revoke)\b",
    re.IGNORECASE,
)


def classify(
    command: str, *, read: Callable[[str], str | None] = lambda _path: None, folder: str = ".", project: str = ""
) -> Verdict:
    """The verdict on a command line.

    `read` gives the text of a script that lies on disk (None: it cannot be seen). `folder` is where the command would
    run; "." stands for the caller's own working tree. `project` is that tree's absolute path, where it is known.
    """
    follower = Follower(tools.rate, tools.is_known, read)
    scope = Scope(own=project)
    if folder != ".":
        scope.values["PWD"] = (folder,)
    try:
        follower.script(parse(command.replace(UNKNOWN, "?").replace("\0", "")), scope, At())
    except (Unreadable, RecursionError) as error:
        follower.deeds.append(_unreadable(command, error))
    return _whole(follower.deeds)


def _unreadable(command: str, error: Exception) -> Deed:
    why = str(error) if isinstance(error, Unreadable) else "nested too deeply"
    return Deed(R3 if _LOUD.search(command) else R2, "?", f"cannot be read as a shell command: {why}")


def _whole(deeds: list[Deed]) -> Verdict:
    """The same deed in several clusters or regions is one class worse."""
    places = {deed.place for deed in deeds if deed.risk >= R1 and not deed.local}
    wide = {place for place in places if _WIDE.match(place)}
    if len(wide) > 1:
        deeds = [_worse(deed, "in several places at once") if deed.place in wide else deed for deed in deeds]
    elif len(places - {""}) > 1:
        deeds = [
            deed._replace(risk=R2) if deed.risk == R1 and deed.place and not deed.local else deed for deed in deeds
        ]
    return Verdict(max((deed.risk for deed in deeds), default=READ), tuple(dict.fromkeys(deeds)))


def _worse(deed: Deed, why: str) -> Deed:
    return deed._replace(risk=R3 if deed.risk >= R2 else R2, why=f"{deed.why}, {why}") if deed.risk else deed
