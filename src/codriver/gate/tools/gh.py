"""gh, glab and their like: what they change is shared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed
from codriver.gate.tools.curl import risk_of
from codriver.gate.verbs import by_meaning, deed
from codriver.gate.verdict import R1, R2, R3, READ, Deed

_LOCAL = frozenset(
    {
        ("pr", "checkout"),
        ("repo", "clone"),
        ("mr", "checkout"),
        ("run", "download"),
        ("auth", "status"),
        ("release", "download"),
    }
)
_LOOKS = frozenset(listed("list view status diff checks search browse watch download trace verify"))
_TALK = frozenset(
    {
        ("pr", "comment"),
        ("issue", "comment"),
        ("pr", "create"),
        ("issue", "create"),
        ("pr", "review"),
        ("pr", "edit"),
        ("issue", "edit"),
        ("mr", "create"),
        ("mr", "note"),
    }
)


def rate(call: Call) -> Iterator[Deed]:
    """Reading, talking about a change (R1), merging and running workflows (R2), deleting and rights (R3)."""
    asked = taken(
        call.args,
        listed(
            "-R --repo -X --method -f -F --field --raw-field --input -H --header -q --jq -t --template --json "
            "-L --limit"
        ),
    )
    words = tuple(asked.words[:2])
    if words[:1] == ("api",):
        sent = bool(asked.values("-f", "-F", "--field", "--raw-field", "--input"))
        method = (asked.values("-X", "--method") or (("POST",) if sent else ("GET",)))[-1].upper()
        path = asked.words[1] if len(asked.words) > 1 else ""
        text = " ".join(asked.values("-f", "-F", "--field", "--raw-field"))
        risk = (R2 if "mutation" in text else READ) if path == "graphql" else risk_of(method, path, "", text)
        yield deed(risk, call.name, f"api {method} {path}")
    elif words in _LOCAL:
        yield deed(R1, call.name, " ".join(words), local=True)
    elif words in _TALK:
        yield deed(R1, call.name, " ".join(words), why="writes where others read")
    elif (words[1:] and (words[1] in _LOOKS or re.match("list|view", words[1]))) or words[:1] in (
        ("status",),
        ("search",),
        ("browse",),
        ("version",),
    ):
        yield deed(READ, call.name, " ".join(words))
    elif words[:1] in (("secret",), ("ssh-key",), ("gpg-key",), ("auth",), ("variable",)):
        yield deed(R3, call.name, " ".join(words))
    else:
        yield from by_meaning(call)


_ = R2, R3
