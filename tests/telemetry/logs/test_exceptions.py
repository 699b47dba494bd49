from dataclasses import replace

from codriver.model import Citation, Ref
from codriver.telemetry.logs.exceptions import exceptions
from codriver.telemetry.logs.rates import Change
from codriver.telemetry.logs.table import LogPattern

CITE = Citation(Ref("log", "pay.log:1"), "boom")
AT = 1_793_534_400.0


def thrown(exception: str, at: float = AT) -> tuple[LogPattern, Change, float]:
    headline = exception.rpartition("\n")[2]
    pattern = LogPattern("log", "pay", "error", headline, headline, (at,), (1,), 1, at, CITE, CITE, exception)
    return pattern, Change(0.0, 0.1, 0, 1, 2.0), at


def python(message: str, line: int = 3) -> str:
    return f'Traceback (most recent call last):\n  File "/srv/x.py", line {line}, in f\n    a()\nValueError: {message}'


def test_the_same_place_and_type_are_one_whatever_the_message() -> None:
    (fact,) = exceptions([thrown(python("b"), AT + 5), thrown(python("a"))])
    assert (fact.name, fact.text, fact.count, fact.after, fact.at.timestamp()) == ("ValueError", "a", 2, 0.2, AT)


def test_another_line_of_the_code_is_another_exception() -> None:
    assert len(exceptions([thrown(python("a")), thrown(python("a", line=4))])) == 2


def test_a_trace_that_no_reader_knows_keeps_its_headline_and_has_no_frames() -> None:
    (fact,) = exceptions([thrown("  in a.B.c of B\njava.lang.OutOfMemoryError: Java heap space")])
    assert (fact.name, fact.frames, fact.kind) == ("java.lang.OutOfMemoryError: Java heap space", (), "memory")


def test_a_trace_whose_exception_was_cut_off_keeps_its_headline_and_its_frames() -> None:
    (fact,) = exceptions([thrown("\tat a.B.c(B.kt:1)\nOutOfMemory: Java heap space")])
    assert (fact.name, len(fact.frames)) == ("OutOfMemory: Java heap space", 1)


def test_the_frames_of_what_led_to_an_exception_are_kept_and_change_no_id() -> None:
    told = python("a") + "\n\nThe above exception was the direct cause of the following exception:\n\n" + python("b", 9)
    (fact,) = exceptions([thrown(told)])
    assert [frame.line for frame in fact.frames] == [9]
    assert [frame.line for frame in fact.beneath] == [3]
    assert replace(fact, beneath=()).id == fact.id
