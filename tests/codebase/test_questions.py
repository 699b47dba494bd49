"""Who calls it, who writes it, what it calls: every place with how sure it is and why, and never a silent nothing."""

from collections.abc import Callable, Mapping

import pytest

from codriver.codebase import questions
from codriver.codebase.answers import Answer, Tier
from codriver.codebase.opened import Codebase
from codriver.errors import ConfigError

Build = Callable[[Mapping[str, str]], Codebase]

SHOP = {
    "shop/__init__.py": "",
    "shop/cart.py": """\
from shop import prices

class Cart:
    limit = 5

    def __init__(self, items=None):
        self.items = list(items or [])

    def add(self, item):
        self.items.append(item)
        return self

    def total(self):
        return sum(prices.price(item) for item in self.items)

class GiftCart(Cart):
    def total(self):
        return super().total() - 1
""",
    "shop/prices.py": "TABLE = {}\n\ndef price(x):\n    return TABLE[x]\n\ndef load(rows):\n    TABLE.update(rows)\n",
    "shop/web.py": """\
from shop.cart import Cart, GiftCart

def show(cart: Cart):
    return cart.total()

def checkout(basket):
    basket.items = []
    return basket.total()

def new():
    return Cart(items=["tea"]).add("milk").add("bread")

HANDLERS = {"show": show}
""",
}


def sites(answer: Answer) -> list[tuple[str, int, str]]:
    return sorted((site.file, site.line, str(site.tier)) for site in answer.sites)


def test_callers_come_with_how_sure_each_is(code: Build) -> None:
    assert sites(questions.callers(code(SHOP), "Cart.total")) == [
        ("shop/cart.py", 18, "certain"),
        ("shop/web.py", 4, "certain"),
        ("shop/web.py", 8, "likely"),
    ]


def test_an_override_is_reached_through_its_base(code: Build) -> None:
    assert ("shop/web.py", 4, "virtual") in sites(questions.callers(code(SHOP), "GiftCart.total"))


def test_a_chain_that_returns_self_is_followed(code: Build) -> None:
    found = questions.callers(code(SHOP), "Cart.add")
    assert [(site.line, site.tier) for site in found.sites] == [(11, Tier.CERTAIN)] * 2


def test_a_function_in_a_table_is_registered_not_called(code: Build) -> None:
    (site,) = questions.callers(code(SHOP), "show").sites
    assert (site.tier, site.role) == (Tier.REGISTERED, "hands on")


def test_writers_of_an_attribute(code: Build) -> None:
    found = questions.writers(code(SHOP), "Cart.items")
    assert [(site.file, site.line, site.role, str(site.tier)) for site in found.sites] == [
        ("shop/cart.py", 7, "store", "certain"),
        ("shop/cart.py", 10, "mutcall", "certain"),
        ("shop/web.py", 11, "kwarg", "likely"),
        ("shop/web.py", 7, "store", "possible"),
    ]


def test_readers_and_writers_of_a_global(code: Build) -> None:
    base = code(SHOP)
    assert [site.line for site in questions.readers(base, "prices.TABLE").sites] == [4]
    assert [(site.line, site.role) for site in questions.writers(base, "prices.TABLE").sites] == [
        (1, "store"),
        (7, "mutcall"),
    ]


def test_a_line_of_a_trace_is_as_good_as_a_name(code: Build) -> None:
    base = code(SHOP)
    assert questions.callers(base, "/srv/app/shop/cart.py:14").target.qual == "Cart.total"
    assert questions.writers(base, "shop/web.py:7").target.kind in ("attribute", "function")


def test_callees_say_where_each_is_defined(code: Build) -> None:
    told = [site.reason for site in questions.callees(code(SHOP), "Cart.total").sites]
    assert told == ["calls builtins.sum", "calls price (shop/prices.py:3)"]


def test_a_receiver_of_another_class_is_ruled_out_and_counted(code: Build) -> None:
    answer = questions.callers(code({**SHOP, "other.py": "def f():\n    d = {}\n    return d.total()\n"}), "Cart.total")
    assert "other.py" not in {site.file for site in answer.sites}
    assert answer.ruled_out > 0


def test_a_file_that_cannot_be_parsed_is_said_and_its_calls_are_possible(code: Build) -> None:
    answer = questions.callers(code({**SHOP, "old.py": "print 'x'\ncart.total()\n"}), "Cart.total")
    assert answer.unparsed == ("old.py",)
    assert ("old.py", 2, "possible") in sites(answer)


def test_a_name_that_several_have_is_refused_with_the_list(code: Build) -> None:
    with pytest.raises(ConfigError) as refused:
        questions.callers(code({**SHOP, "b.py": "def price(x): ...\n"}), "price")
    assert "shop/prices.py:3" in refused.value.hint


def test_an_unknown_name_is_refused(code: Build) -> None:
    with pytest.raises(ConfigError):
        questions.callers(code(SHOP), "nobody_has_this")


def test_the_states_of_a_line_are_told_with_what_can_change_them(code: Build) -> None:
    files = {
        "a.py": "RATE = 1\n\nclass Cart:\n    def total(self):\n        return self.sum / RATE\n\n"
        "    def add(self):\n        self.sum = 2\n",
        "b.py": "import a\n\na.RATE = 0\n",
        "C.java": "class C {\n  int left;\n  int take() {\n    return left;\n  }\n"
        "  void fill() {\n    this.left = 9;\n  }\n}\n",
    }
    base = code(files)
    found = {one.target.qual: sites(one) for one in questions.writers_near(base, "a.py", 5)}
    assert ("a.py", 8, "certain") in found["Cart.sum"]
    assert ("b.py", 3, "certain") in found["RATE"]
    (field,) = questions.writers_near(base, "C.java", 4)
    assert ("C.java", 7) in {(site.file, site.line) for site in field.sites}
    told = questions.explain(base, "a.py:5").sites
    assert any(site.role == "writers: store" and site.reason.startswith("Cart.sum: ") for site in told)
