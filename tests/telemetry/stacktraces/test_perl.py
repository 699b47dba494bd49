import pytest

from codriver.telemetry.stacktraces.perl import read


def test_the_function_around_a_place_is_what_the_next_line_calls() -> None:
    trace = read(
        "no card at lib/Pay.pm line 12.\n\tShop::Pay::charge(7) called at lib/Cart.pm line 9\n\teval {...} "
        "called at app.pl line 5\n"
        "\tmain::run() called at app.pl line 3\n"
    )
    assert trace
    assert (trace.exception, trace.message) == ("die", "no card")
    assert [(f.file, f.line, f.function) for f in trace.frames] == [
        ("app.pl", 3, ""),
        ("app.pl", 5, "main::run"),
        ("lib/Cart.pm", 9, "(eval)"),
        ("lib/Pay.pm", 12, "Shop::Pay::charge"),
    ]


def test_an_object_that_was_thrown_has_a_class() -> None:
    trace = read("Shop::NoCard=HASH(0x55d) at app.pl line 3, <STDIN> line 2.\n")
    assert trace
    assert trace.exception == "Shop::NoCard"


@pytest.mark.parametrize("text", ["", "meet me at noon line 3", "PHP Warning: x in /a.php on line 3"])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None
