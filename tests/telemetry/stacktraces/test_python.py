import json

import pytest

from codriver.model import Frame
from codriver.telemetry.stacktraces import best, readers
from codriver.telemetry.stacktraces.python import read

PLAIN = """Traceback (most recent call last):
  File "/srv/app/web.py", line 12, in handle
    return price(order)
           ^^^^^^^^^^^^
  File "/srv/app/price.py", line 7, in price
    return order["discount"]
           ~~~~~^^^^^^^^^^^^
KeyError: 'discount'
"""
FRAMES = (
    Frame(file="/srv/app/web.py", line=12, function="handle", code="return price(order)"),
    Frame(file="/srv/app/price.py", line=7, function="price", code='return order["discount"]'),
)
CHAINED = (
    PLAIN
    + "\nDuring handling of the above exception, another exception occurred:\n\n"
    + PLAIN.replace("KeyError: 'discount'", "shop.errors.QuoteError: no price: for 1")
)


def test_frames_run_from_the_outermost_to_the_line_that_raised() -> None:
    trace = read(PLAIN)
    assert trace
    assert (trace.exception, trace.message, trace.frames) == ("KeyError", "'discount'", FRAMES)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"msg": "x", "exc_info": PLAIN}),
        json.dumps({"log": json.dumps({"exc_info": PLAIN})}),
        "".join(f"2026-11-01T12:00:0{at}Z web-1 | {line}\n" for at, line in enumerate(PLAIN.splitlines())),
        "2026-11-01 12:00:00,123 ERROR boom\n" + PLAIN,
    ],
    ids=["escaped once", "escaped twice", "a prefix on each line", "after a log line"],
)
def test_a_trace_is_the_same_however_it_is_wrapped(text: str) -> None:
    trace = best(text, readers())
    assert trace
    assert [(frame.file, frame.line, frame.function) for frame in trace.frames] == [
        (frame.file, frame.line, frame.function) for frame in FRAMES
    ]
    assert trace.exception == "KeyError"


def test_of_chained_exceptions_the_last_was_raised_and_the_first_is_the_root() -> None:
    trace = read(CHAINED)
    assert trace
    assert (trace.exception, trace.message) == ("shop.errors.QuoteError", "no price: for 1")
    assert (trace.root.exception, trace.root.message) == ("KeyError", "'discount'")


@pytest.mark.parametrize(
    "file",
    [
        "/app/.venv/lib/python3.11/site-packages/flask/app.py",
        "/usr/lib/python3/dist-packages/yaml/__init__.py",
        "/usr/local/lib/python3.12/json/decoder.py",
        "<frozen importlib._bootstrap>",
    ],
)
def test_libraries_and_the_runtime_are_not_ours(file: str) -> None:
    trace = read(PLAIN.replace("/srv/app/price.py", file))
    assert trace
    assert [frame.ours for frame in trace.frames] == [True, False]


def test_a_syntax_error_needs_no_header() -> None:
    trace = read("  File \"/srv/app/x.py\", line 3\n    foo(\n       ^\nSyntaxError: '(' was never closed\n")
    assert trace
    assert (trace.exception, trace.frames[0].line, trace.frames[0].code) == ("SyntaxError", 3, "foo(")


def test_an_exception_group_names_the_group_and_its_parts() -> None:
    trace = read(
        "  + Exception Group Traceback (most recent call last):\n"
        '  |   File "/srv/app/web.py", line 12, in handle\n'
        "  |     go()\n"
        "  | ExceptionGroup: two failed (1 sub-exception)\n"
        "  +-+---------------- 1 ----------------\n"
        "    | Traceback (most recent call last):\n"
        '    |   File "/srv/app/price.py", line 7, in price\n'
        "    |     raise ValueError(1)\n"
        "    | ValueError: 1\n"
        "    +------------------------------------\n"
    )
    assert trace
    assert (trace.exception, trace.root.exception) == ("ExceptionGroup", "ValueError")


@pytest.mark.parametrize("text", ["", "no trace", "Traceback (most recent call last):", '{"a": 1}', "\\n" * 100])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None
    assert best(text, readers()) is None


def test_a_trace_that_was_cut_is_named_by_its_last_line_of_code() -> None:
    trace = read('Traceback (most recent call last):\n  File "a.py", line 3, in f\n    raise ValueError("x")\n')
    assert trace
    assert (trace.exception, trace.message, trace.frames[-1].line) == ("ValueError", "", 3)


def test_a_deep_recursion_keeps_both_ends() -> None:
    many = "".join(f'  File "a.py", line {at}, in f\n    f()\n' for at in range(1, 5_001))
    trace = read(f"Traceback (most recent call last):\n{many}RecursionError: too deep\n")
    assert trace
    assert (len(trace.frames), trace.frames[0].line, trace.frames[-1].line) == (1_000, 1, 5_000)


def test_a_class_within_a_function_has_its_whole_name() -> None:
    trace = read('Traceback (most recent call last):\n  File "a.py", line 3, in f\n    raise E\nf.<locals>.E: x\n')
    assert trace
    assert trace.exception == "f.<locals>.E"


def test_escapes_in_a_line_of_code_are_left_alone() -> None:
    text = 'Traceback (most recent call last):\n  File "a.py", line 3, in f\n    raise E("a\\nb: c")\nE: a\nb: c\n'
    trace = best(text, readers())
    assert trace
    assert (trace.exception, trace.message) == ("E", "a")


def test_traces_that_no_sentence_links_are_not_made_a_chain() -> None:
    one = 'Traceback (most recent call last):\n  File "/app/a.py", line 1, in f\n    g()\nKeyError: 1\n'
    other = one.replace("KeyError", "ValueError").replace(
        "    g()\n", '    g()\n  File "/app/b.py", line 2, in g\n    h()\n'
    )
    report = read(f"{one}\n======\nFAIL: second\n{other}\n=====\nFAIL: third\n{one}")
    assert report is not None
    assert (report.exception, report.causes) == ("ValueError", ())
