"""Classes above, in the heads and bodies of classes."""

import pytest

from codriver.codebase.languages import grammars
from codriver.codebase.typed.walking import outline

CODES = {
    ".cs": "class Cart : Box, A.Priced<int> {}",
    ".php": "<?php class Cart extends Box implements Priced { use Logged; }",
    ".rb": "class Cart < Shop::Box\n  include Priced\nend\n",
    ".rs": "struct Cart {}\nimpl Priced for Cart {}\n",
}
ABOVE = {
    ".cs": ("Box", "A.Priced<int>"),
    ".php": ("Box", "Priced", "Logged"),
    ".rb": ("Shop::Box", "Priced"),
    ".rs": ("Priced",),
}


@pytest.mark.parametrize("ending", sorted(CODES))
def test_types_above(ending: str) -> None:
    assert outline(f"a{ending}", grammars()[ending], CODES[ending]).defs[0].bases == ABOVE[ending]
