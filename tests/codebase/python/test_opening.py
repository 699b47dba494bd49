"""A file is cut without parsing it, and only what a question touches is parsed."""

from collections.abc import Callable, Mapping

import pytest

from codriver.codebase import questions
from codriver.codebase.opened import Codebase
from codriver.codebase.python import mind as of_mind
from codriver.codebase.python.chunks import cut
from codriver.codebase.python.opening import classes_of, open_all
from codriver.codebase.python.scopes import Module, parse

Build = Callable[[Mapping[str, str]], Codebase]
TEXT = '''"""Words: class NotOne:"""
import os
from typing import (
    Any,
)

@decorated(
    1,
)
class Cart(
    Base,
    metaclass=Meta,
):
    """class Inner: is a word."""

    rate: int = 2

    @property
    def total(self):
        text = """
def not_a_function():
"""
        return text

    async def pay(self): self.paid = True

def free(a,
         b):
    return [
1, 2]

if os:
    class Late(Cart): ...
else:
    def late(): ...
'''


def opened(text: str) -> Module:
    return parse("a.py", "a", text, is_package=False)


def test_statements_are_cut_where_they_begin() -> None:
    found = [(one.kind, one.name, one.line, one.indent) for one in cut(TEXT).every]
    assert found == [
        ("plain", "", 1, ""),
        ("class", "Cart", 7, ""),
        ("plain", "", 14, "    "),
        ("def", "total", 18, "    "),
        ("def", "pay", 25, "    "),
        ("def", "free", 27, ""),
        ("plain", "", 30, ""),
    ]


def test_nothing_is_parsed_before_it_is_asked_for_and_then_only_that() -> None:
    module = opened(TEXT)
    assert module.meter.parsed == 0
    assert [one.kind for one in module.root.bindings["Cart"]] == ["class"]
    cart = module.scopes[module.root.bindings["Cart"][0].node]
    assert "pay" in cart.bindings
    assert [node.lineno for node in module.tree.body] == [10, 32]
    assert [one.line for one in cart.self_writes["paid"]] == [25]
    assert module.meter.parsed < len(TEXT) / 2


def test_pieces_give_the_lines_and_columns_of_the_whole() -> None:
    module = opened(TEXT.replace("1, 2]", "    1, 2]"))
    open_all(module)
    (one,) = module.mentions["paid"]
    assert (one.lineno, one.col_offset) == (25, 25)  # type: ignore[attr-defined]  # an attribute
    assert [scope.qual for scope in classes_of(module)] == ["Cart", "Late"]
    assert module.line(28) == "         b):"
    assert module.line(999) == ""


def test_a_piece_that_was_cut_wrongly_is_taken_out_of_the_whole() -> None:
    module = opened(TEXT)
    found = module.mentions["free"] or module.root.bindings["free"]
    assert found
    assert not module.broken


def test_of_a_file_with_an_error_all_but_the_piece_around_it_is_read(code: Build) -> None:
    text = "from good import pay\ndef fine():\n    pay()\ndef broken(:\n    pay()\n"
    answer = questions.callers(code({"good.py": "def pay(): ...\n", "bad.py": text}), "good.py:1")
    assert [(site.line, str(site.tier)) for site in answer.sites] == [(3, "certain"), (5, "possible")]
    assert answer.unparsed == ("bad.py",)


def test_carriage_returns_do_not_shift_lines(code: Build) -> None:
    base = code({"good.py": "def pay(): ...\r\n\r\nclass A:\r\n    def f(self):\r\n        pay()\r\n"})
    assert [(site.line, site.function) for site in questions.callers(base, "pay").sites] == [(5, "A.f")]


def test_beyond_its_bounds_a_question_goes_by_words_and_says_so(code: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"f{n:02}.py": "from shop import total\nprint(total())\n" for n in range(9)}
    base = code({"shop.py": "def total(): ...\n", **files})
    monkeypatch.setattr(of_mind, "MOST_PARSED", 120)
    answer = questions.callers(base, "total")
    tiers = [str(site.tier) for site in answer.sites]
    assert len(tiers) == 9
    assert {"certain", "text"} <= set(tiers)
    assert any("by their words" in note for note in answer.notes)


def test_what_takes_too_much_memory_is_let_go_between_questions(code: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    base = code({"shop.py": "def total(): ...\ntotal()\n"})
    first = questions.callers(base, "total")
    monkeypatch.setattr(of_mind, "MOST_HELD", 1)
    assert questions.callers(base, "total") == first
