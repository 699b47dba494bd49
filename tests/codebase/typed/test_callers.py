"""Callers, writers and callees in languages with declared types."""

from collections.abc import Callable, Mapping

import pytest

from codriver.codebase import questions
from codriver.codebase.opened import Codebase

Build = Callable[[Mapping[str, str]], Codebase]
GO = {
    "shop/cart.go": """\
package shop

type Pricer interface { Price() int }
type Cart struct { items []Item; owner *Owner }
type Item struct { name string }

func (i *Item) Price() int { return 1 }
func (c *Cart) Total() int {
	sum := 0
	for _, item := range c.items {
		sum += item.Price()
	}
	return sum
}
func NewCart() *Cart { return &Cart{} }
func tidy() {}
func show(p Pricer) int { return p.Price() }
""",
    "web/page.go": """\
package web

import "example.com/shop"

type Other struct{}
func (o *Other) Total() int { return 0 }
func page(o *Other, x any) {
	c := shop.NewCart()
	c.Total()
	o.Total()
	tidy()
	x.Total()
}
func tidy() {}
""",
}
JAVA = {
    "a/Cart.java": """\
package a;
public class Cart extends Box {
    private final Clock clock;
    int total() { return total(1); }
    int total(int more) { return clock.now() + size(); }
    int total(String word) { return 0; }
    @Override int size() { return 2; }
}
""",
    "a/Box.java": "package a;\nclass Box {\n  int size() { return 1; }\n  int twice() { return size() + size(); }\n}\n",
    "a/Clock.java": "package a;\npublic class Clock { public int now() { return 1; } }\n",
    "b/Web.java": """\
package b;
import a.Cart;
class Web {
    void page(Cart cart, String word) {
        cart.total();
        cart.total(word);
        new Cart().total(2);
    }
}
""",
}
TS = {
    "src/cart.ts": "export class Cart { total() {} }\nexport function tidy() {}\nfunction clear() {}\nclear();\n",
    "src/index.ts": "export { tidy } from './cart';\n",
    "src/page.ts": """\
import { Cart, tidy as clean } from './cart';
const page = (cart: Cart) => cart.total();
class Page { private cart: Cart; show() { return this.cart.total(); } }
clean();
function other() { const clear = () => 1; clear(); }
""",
}


def sites(base: Codebase, typed: str) -> list[tuple[str, int, str]]:
    return sorted((site.file, site.line, str(site.tier)) for site in questions.callers(base, typed).sites)


@pytest.mark.parametrize(
    ("files", "typed", "expected"),
    [
        (GO, "Cart.Total", [("web/page.go", 9, "certain"), ("web/page.go", 12, "possible")]),
        (GO, "Item.Price", [("shop/cart.go", 11, "certain"), ("shop/cart.go", 17, "virtual")]),
        (GO, "NewCart", [("web/page.go", 8, "certain")]),
        (GO, "shop/cart.go:16", []),
        (GO, "web/page.go:14", [("web/page.go", 11, "certain")]),
        (JAVA, "a/Cart.java:4", [("b/Web.java", 5, "certain")]),
        (JAVA, "a/Cart.java:5", [("a/Cart.java", 4, "certain"), ("b/Web.java", 7, "certain")]),
        (JAVA, "a/Cart.java:6", [("b/Web.java", 6, "certain")]),
        (
            JAVA,
            "Cart.size",
            [("a/Box.java", 4, "virtual"), ("a/Box.java", 4, "virtual"), ("a/Cart.java", 5, "certain")],
        ),
        (JAVA, "Clock.now", [("a/Cart.java", 5, "certain")]),
        (TS, "Cart.total", [("src/page.ts", 2, "certain"), ("src/page.ts", 3, "certain")]),
        (TS, "clear", [("src/cart.ts", 4, "certain")]),
    ],
)
def test_callers(code: Build, files: Mapping[str, str], typed: str, expected: list[tuple[str, int, str]]) -> None:
    if typed == "clear":
        typed = "src/cart.ts:3"
    assert sites(code(files), typed) == expected


def test_a_short_type_name_is_a_type(code: Build) -> None:
    text = "package a\ntype DB struct {}\nfunc (d *DB) Head() *DB { return d }\nfunc f(d *DB) { d.Head().Head() }\n"
    files = {"a.go": text}
    assert [tier for _, _, tier in sites(code(files), "DB.Head")] == ["certain", "certain"]


def test_an_import_under_another_name_is_followed(code: Build) -> None:
    found = questions.callers(code(TS), "src/cart.ts:2").sites
    assert [(site.file, site.line) for site in found if site.role == "call"] == [("src/page.ts", 4)]


def test_callees_say_where_each_is_defined(code: Build) -> None:
    told = [site.reason for site in questions.callees(code(JAVA), "a/Cart.java:5").sites]
    assert told == ["calls Clock.now (a/Clock.java:2)", "calls Cart.size (a/Cart.java:7)"]


def test_writers_and_readers_of_a_field(code: Build) -> None:
    files = {
        "a.go": "package a\ntype C struct { n int }\nfunc f(c *C) { c.n = 1; c.n++ }\nfunc g(c C) int { return c.n }"
    }
    base = code(files)
    assert [(site.line, site.role) for site in questions.writers(base, "C.n").sites] == [
        (2, "store"),
        (3, "store"),
        (3, "store"),
    ]
    assert [site.line for site in questions.readers(base, "C.n").sites] == [4]


def test_code_that_a_grammar_cannot_read_is_said(code: Build) -> None:
    base = code({"a.go": "package a\nfunc f() {}\nfunc g() { f() }\nfunc ((((\n"})
    answer = questions.callers(base, "a.go:2")
    assert answer.unparsed == ("a.go",)
    assert [site.line for site in answer.sites] == [3]
