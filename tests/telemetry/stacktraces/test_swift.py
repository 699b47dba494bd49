import pytest

from codriver.telemetry.stacktraces.swift import read


def test_the_backtrace_begins_at_the_place_that_is_named() -> None:
    trace = read(
        "shop/Cart.swift:12: Fatal error: Index out of range\n\n*** Program crashed: System trap at 0x0000 ***\n\n"
        'Thread 0 "shop" crashed:\n\n'
        "0               0x00007f1 _assertionFailure(_:_:file:line:flags:) + 100 in libswiftCore.so\n"
        "1 [ra]          0x00005f2 Cart.total(of:) + 20 in shop at /src/shop/Cart.swift:12:5\n"
        "2 [ra] [system] 0x00005f3 main + 8 in shop at /src/shop/main.swift:3:1\n"
    )
    assert trace
    assert (trace.exception, trace.message) == ("Fatal error", "Index out of range")
    assert trace.frames[-1].line == 12


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("main.swift:3: Precondition failed: no card\n", "Precondition failed", ("main.swift", 3)),
        ("Fatal error: Unexpectedly found nil: file main.swift, line 3\n", "Fatal error", ("main.swift", 3)),
    ],
)
def test_without_a_backtrace_the_named_place_is_all(text: str, name: str, place: tuple[str, int]) -> None:
    trace = read(text)
    assert trace
    assert (trace.exception, (trace.frames[-1].file, trace.frames[-1].line)) == (name, place)


def test_an_uncaught_exception_of_apples_systems_has_a_type() -> None:
    trace = read(
        "*** Terminating app due to uncaught exception 'NSRangeException', reason: 'out of bounds'\n"
        "0   Shop   0x0000000104 Cart.total() + 123 (Cart.swift:42)\n"
    )
    assert trace
    assert (trace.exception, trace.message, trace.frames[-1].line) == ("NSRangeException", "out of bounds", 42)


@pytest.mark.parametrize("text", ["", "Fatal error: alone", "0 zero"])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None
