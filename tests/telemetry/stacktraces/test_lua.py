import pytest

from codriver.telemetry.stacktraces.lua import read


def test_frames_and_the_message_above_them() -> None:
    trace = read(
        "lua: pay.lua:3: no card\nstack traceback:\n\t[C]: in function 'error'\n\tpay.lua:3: in function 'charge'\n"
        "\t(...tail calls...)\n\tapp.lua:9: in main chunk\n\t[C]: in ?\n"
    )
    assert trace
    assert (trace.exception, trace.message) == ("error", "no card")
    assert [(f.function, f.line, f.ours) for f in trace.frames] == [
        ("?", 0, False),
        ("main chunk", 9, True),
        ("charge", 3, True),
    ]


@pytest.mark.parametrize("text", ["", "stack traceback:", "pay.lua:3: no card"])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None
