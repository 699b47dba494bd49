import pytest

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs import stacks
from codriver.telemetry.stacktraces import marks, readers

TRACE = "Traceback (most recent call last):\n  File \"/srv/x.py\", line 3, in f\n    a()\nKeyError: 'id 7'"


def value(text: str, expression: pl.Expr) -> object:
    return Frame({"text": [text]}).select(expression).item()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TRACE, "KeyError: 'id 7'"),
        (TRACE.replace("\n", "\\n"), "KeyError: 'id 7'"),
        ("java.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)", "java.lang.IllegalStateException: no"),
        ("connection refused", "connection refused"),
    ],
)
def test_the_headline_says_what_went_wrong(text: str, expected: str) -> None:
    assert value(text, stacks.headline(pl.col("text"))) == expected


@pytest.mark.parametrize(
    "text",
    [
        TRACE,
        "x\n\tat a.B.c(B.java:1)\n",
        "panic: x\ngoroutine 1 [running]:",
        "Error: x\n    at f (a.js:1:2)",
        "** (E) x",
    ],
)
def test_traces_of_several_languages_are_seen(text: str) -> None:
    assert value(text, stacks.is_stack(pl.col("text"))) is True


@pytest.mark.parametrize(
    "text", ["arrived at noon (late)", "job ended at 10:20:30", "see #12 (open)", "Uncaught TypeError: x", "at line 7"]
)
def test_words_are_no_trace(text: str) -> None:
    assert value(text, stacks.is_stack(pl.col("text"))) is False


def test_a_language_is_known_by_its_own_mark() -> None:
    assert len(marks()) == len(readers())  # dropping a file in is enough
    assert value('{"stack":"x.E: y\\n\\tat a.B.c(B.java:1)"}', stacks.is_stack(pl.col("text"))) is True


def test_two_traces_that_differ_in_a_value_share_their_signature() -> None:
    one, other = (value(text, stacks.signature(pl.col("text"))) for text in (TRACE, TRACE.replace("7", "8")))
    assert one == other != value(TRACE.replace("line 3", "line 4"), stacks.signature(pl.col("text")))


def test_a_very_long_trace_keeps_its_start_and_its_end() -> None:
    kept = str(value("start" + "x" * 50_000 + "end", stacks.bounded(pl.col("text"))))
    assert (kept[:5], kept[-3:], len(kept) <= stacks.LONGEST + 5) == ("start", "end", True)
