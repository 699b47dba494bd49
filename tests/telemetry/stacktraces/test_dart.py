import pytest

from codriver.telemetry.stacktraces.dart import read

FRAMES = (
    "#0      Cart.total (package:shop/cart.dart:42:7)\n#1      main.<anonymous closure> (file:///src/bin/shop.dart:3)\n"
    "<asynchronous suspension>\n#2      _startIsolate (dart:isolate-patch/isolate_patch.dart:265)\n"
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Unhandled exception:\nFormatException: bad (at character 1)\nx\n^\n", "FormatException"),
        ("Unhandled exception:\nBad state: closed\n", "StateError"),
        ("Unhandled exception:\nInstance of 'NoCard'\n", "NoCard"),
        ("[ERROR:flutter] Unhandled Exception: RangeError (index): Invalid value: 1\n", "RangeError"),
        ("══╡ EXCEPTION CAUGHT ╞══\nThe following StateError was thrown building Cart:\nx\n", "StateError"),
    ],
)
def test_the_words_above_the_frames_name_the_error(words: str, name: str) -> None:
    trace = read(words + FRAMES)
    assert trace
    assert trace.exception == name
    assert [(f.file, f.line, f.ours) for f in trace.frames] == [
        ("dart:isolate-patch/isolate_patch.dart", 265, False),
        ("file:///src/bin/shop.dart", 3, True),
        ("package:shop/cart.dart", 42, True),
    ]


def test_the_short_form_is_read() -> None:
    trace = read("package:shop/cart.dart 42:7  Cart.total\nbin/shop.dart 3:1          main\n")
    assert trace
    assert [(f.line, f.function) for f in trace.frames] == [(3, "main"), (42, "Cart.total")]


@pytest.mark.parametrize("text", ["", "Unhandled exception:", "#0 zero"])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None
