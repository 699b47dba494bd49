"""From what a person types to a definition or a state."""

from collections.abc import Callable, Mapping

import pytest

from codriver.codebase.opened import Codebase
from codriver.codebase.symbols import find, matching, only
from codriver.errors import ConfigError

Build = Callable[[Mapping[str, str]], Codebase]
FILES = {
    "a/cart.py": "LIMIT = 3\nclass Cart:\n    size = 0\n    def total(self):\n        self.seen = 1\n        return\n",
    "b/cart.py": "def total(): ...\n",
}


@pytest.mark.parametrize(
    ("typed", "state", "qual"),
    [
        ("Cart.total", False, "Cart.total"),
        ("a.cart.Cart.total", False, "Cart.total"),
        ("b.cart.total()", False, "total"),
        ("a/cart.py:5", False, "Cart.total"),
        ("/srv/app/a/cart.py:6:4", False, "Cart.total"),
        ("Cart.size", True, "Cart.size"),
        ("Cart.seen", True, "Cart.seen"),
        ("cart.LIMIT", True, "LIMIT"),
        ("a/cart.py:5", True, "Cart.seen"),
        ("a/cart.py:1", True, "LIMIT"),
    ],
)
def test_what_is_meant(code: Build, typed: str, state: bool, qual: str) -> None:
    assert only(code(FILES), typed, state=state).target.qual == qual


@pytest.mark.parametrize("typed", ["", "no such name", "Cart.nothing", "x.py:3"])
def test_what_means_nothing_is_refused(code: Build, typed: str) -> None:
    with pytest.raises(ConfigError):
        only(code(FILES), typed)


def test_a_path_of_a_container_ends_like_ours(code: Build) -> None:
    assert matching(code(FILES), "/srv/app/a/cart.py") == ["a/cart.py"]
    assert len(find(code(FILES), "total")) == 2
