import pytest

from codriver.telemetry.stacktraces.ocaml import read


def test_an_exception_and_where_it_was_raised() -> None:
    trace = read(
        'Fatal error: exception Failure("no card")\nRaised at Stdlib.failwith in file "stdlib.ml", line 29, '
        "characters 17-33\n"
        'Called from Pay.charge in file "pay.ml" (inlined), line 3, characters 2-9\nCalled from Dune in file '
        '"app.ml", line 9, characters 1-2\n'
    )
    assert trace
    assert (trace.exception, trace.message) == ("Failure", '"no card"')
    assert [(f.file, f.line, f.ours) for f in trace.frames] == [
        ("app.ml", 9, True),
        ("pay.ml", 3, True),
        ("stdlib.ml", 29, False),
    ]


@pytest.mark.parametrize("text", ["", "Fatal error: disk", "Called from home"])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None
