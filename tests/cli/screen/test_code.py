"""Places on the screen: by tier, each with its line and reason."""

from pathlib import Path

from codriver.cli.screen.code import seen_lines
from codriver.codebase.answers import Answer, Site, Target, Tier
from codriver.room.code.look import AskedOfCode, shown


def test_each_place_has_its_line_and_its_reason() -> None:
    site = Site("a/x.py", 7, 0, Tier.CERTAIN, "the object is a Cart", "call", "show", "cart.total()")
    answer = Answer("callers", Target("method", "total", "Cart.total", "a/c.py", 3), (site,), 2, 9, ("old.py",), ("n",))
    assert seen_lines(shown(answer, "shop", AskedOfCode(repo=Path()))) == [
        "CALLERS of Cart.total (method, a/c.py:3): 1",
        "",
        "CERTAIN (1): the types say so",
        "  a/x.py:7 in show",
        "    | cart.total()",
        "    call: the object is a Cart",
        "",
        "ruled out by their types: 2 mentions of the name",
        "NOT PARSED (1): old.py",
        "not read: n",
    ]
