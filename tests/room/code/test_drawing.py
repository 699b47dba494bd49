"""A way through the code, drawn: every step stands in it, hostile names stay words, no way is said."""

import xml.dom.minidom
from pathlib import Path

from codriver.codebase.answers import Answer, Site, Target, Tier
from codriver.room.code.drawing import dot, svg
from codriver.room.code.look import AskedOfCode, Seen, shown

HOSTILE = 'b"]; evil <script>&'


def a_way(*sites: Site) -> Seen:
    answer = Answer("paths", Target("function", "total", "Cart.total", "a/cart.py", 1), sites)
    return shown(answer, "shop", AskedOfCode(repo=Path()))


WAY = a_way(
    Site("a/web.py", 3, 0, Tier.CERTAIN, "so", "call", "page", "checkout(cart)"),
    Site("a/shop.py", 7, 0, Tier.REGISTERED, "so", "call", HOSTILE, "cart.total() < 3"),
)


def test_the_words_of_graphviz_tell_every_step() -> None:
    assert dot(WAY) == [
        "digraph way {",
        "  rankdir=TB;",
        '  node [shape=box, fontname="monospace"];',
        '  n0 [label="page"];',
        '  n1 [label="b\\"]; evil <script>&"];',
        '  n2 [label="Cart.total"];',
        '  n0 -> n1 [label="a/web.py:3 (certain)"];',
        '  n1 -> n2 [label="a/shop.py:7 (registered)", style=dashed];',
        "}",
    ]


def test_the_image_is_well_formed_and_holds_every_step() -> None:
    image = xml.dom.minidom.parseString("\n".join(svg(WAY)))  # noqa: S318 - our own text, made in this test
    words = [one.firstChild for one in image.getElementsByTagName("text")]
    assert [one.data for one in words if isinstance(one, xml.dom.minidom.Text)] == [
        *("page", HOSTILE, "Cart.total"),
        *("a/web.py:3 certain", "checkout(cart)", "a/shop.py:7 registered", "cart.total() < 3"),
    ]


def test_the_same_way_is_the_same_image() -> None:
    assert svg(WAY) == svg(WAY)


def test_no_way_is_said() -> None:
    assert "no way to Cart.total was found" in "".join(svg(a_way()))
    assert dot(a_way())[-2:] == ['  n0 [label="Cart.total"];', "}"]


def test_a_long_line_is_cut() -> None:
    (longest,) = [
        line for line in svg(a_way(Site("a.py", 1, 0, Tier.CERTAIN, "", "", "f", "x" * 900))) if "xxx" in line
    ]
    assert longest.count("x") < 200
