"""Several questions at a time, the answers in order, errors where their answers would have come."""

import threading

import pytest

from codriver.errors import SourceError
from codriver.room.live.at_once import at_once


def test_answers_come_in_the_order_of_the_questions_though_asked_at_once() -> None:
    both = threading.Barrier(2, timeout=10)

    def first() -> str:
        both.wait()
        return "first"

    def second() -> str:
        both.wait()
        return "second"

    assert list(at_once("x")([first, second])) == ["first", "second"]
    assert list(at_once("x")([])) == []


def test_an_error_is_raised_in_its_place() -> None:
    def fails() -> str:
        raise SourceError("no", hint="yes")

    answers = at_once("x", most=1)([lambda: "a", fails, lambda: "c"])
    assert next(answers) == "a"
    with pytest.raises(SourceError, match="no"):
        next(answers)


def test_a_bug_in_a_question_is_an_error_of_its_source() -> None:
    with pytest.raises(SourceError, match="ZeroDivisionError"):
        list(at_once("x")([lambda: 1 // 0]))
