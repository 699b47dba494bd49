"""Fields through `**`: likely when the dict at hand has the key, possible when nobody knows, not when it has others."""

from collections.abc import Callable, Mapping

from codriver.codebase import questions
from codriver.codebase.opened import Codebase

Build = Callable[[Mapping[str, str]], Codebase]
CODE = """\
from dataclasses import dataclass
@dataclass
class Cart:
    items: list
    owner: str
def make(given):
    known = {"items": [], "owner": "a"}
    Cart(**known)
    Cart(**given)
    Cart(items=[], **{"owner": "b"})
    Cart(**dict(items=[], owner="c"))
    Other(**given)
"""


def test_what_is_spread_into_a_constructor(code: Build) -> None:
    found = questions.writers(code({"a.py": CODE}), "Cart.owner").sites
    spread = [(site.line, str(site.tier)) for site in found if "**" in site.reason]
    assert spread == [(8, "likely"), (10, "likely"), (11, "likely"), (9, "possible")]


def test_a_dict_with_other_keys_brings_nothing(code: Build) -> None:
    found = questions.writers(code({"a.py": CODE}), "Cart.items").sites
    assert 10 not in [site.line for site in found if "**" in site.reason]
