"""Lines that a runtime cut are whole again, whatever stands between their parts."""

from codriver.telemetry.columns import Frame
from codriver.telemetry.logs import fold
from codriver.telemetry.logs.parts import whole
from codriver.telemetry.rows import LogBlock

AT = "2026-11-01T12:00:02.123456789Z"


def test_streams_are_joined_apart() -> None:
    fields = Frame(
        {
            "stream": ["err", "out", "err", "err"],
            "message": ["a", "x", "b", "c"],
            "goes_on": [True, False, False, False],
        }
    )
    read = whole(fields)
    assert read["message"].to_list() == ["ab", "x", None, "c"]
    assert read["continues"].to_list() == [False, False, True, False]


def test_a_record_in_parts_is_read_as_if_it_had_never_been_cut() -> None:
    lines = (
        f'{AT} stderr P {{"level":"error","msg":"lo',
        f'{AT} stdout F {{"level":"info","msg":"ready"}}',
        f"{AT} stderr P ng ",
        f'{AT} stderr F story"}}',
    )
    table = fold([LogBlock("log", "pay.log", 1, "\n".join(lines).encode())])
    assert [(one.level, one.template) for one in table.patterns] == [("error", "long story"), ("info", "ready")]


def test_dockers_parts_have_no_line_end() -> None:
    lines = (
        '{"log":"{\\"level\\":\\"error\\",\\"msg\\":\\"lo","stream":"stdout","time":"2026-11-01T12:00:01.1Z"}',
        '{"log":"ng\\"}\\n","stream":"stdout","time":"2026-11-01T12:00:01.2Z"}',
    )
    table = fold([LogBlock("log", "pay.log", 1, "\n".join(lines).encode())])
    assert [(one.level, one.template) for one in table.patterns] == [("error", "long")]
