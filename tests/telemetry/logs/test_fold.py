import json
from collections.abc import Iterator

import pytest

from codriver.model import Matters
from codriver.telemetry.logs import LogPattern, LogTable, fold
from codriver.telemetry.logs.tally import OTHER, Bounds
from codriver.telemetry.rows import LogBlock

TRACE = """Traceback (most recent call last):
  File "/srv/app/price.py", line 7, in price
    return order["discount"]
KeyError: 'discount'
"""


def record(second: int, message: str, level: str = "info", **more: object) -> str:
    return json.dumps(
        {"time": f"2026-11-01T12:{second // 60:02}:{second % 60:02}Z", "level": level, "msg": message, **more}
    )


def block(text: str | bytes, name: str = "logs/pay.log", first_line: int = 1) -> LogBlock:
    return LogBlock("log", name, first_line, text.encode() if isinstance(text, str) else text)


def cut(text: str, size: int, name: str = "logs/pay.log") -> Iterator[LogBlock]:
    """The text in blocks of whole lines, `size` lines each."""
    lines = text.splitlines(keepends=True)
    for at in range(0, len(lines), size):
        yield block("".join(lines[at : at + size]), name, at + 1)


def only(table: LogTable) -> LogPattern:
    (pattern,) = table.patterns
    return pattern


def test_records_that_differ_in_numbers_are_one_pattern() -> None:
    pattern = only(fold([block("\n".join(record(at, f"order {at} placed") for at in (1, 1, 3)) + "\n")]))
    assert (pattern.service, pattern.level, pattern.template) == ("pay", "info", "order <num> placed")
    assert pattern.counts == (2, 1)
    assert pattern.times == (1793534401.0, 1793534403.0)
    assert (pattern.first.ref.locator, pattern.last_at) == ("logs/pay.log:1", 1793534403.0)


def test_the_text_of_an_error_stays_visible_in_the_pattern() -> None:
    pattern = only(fold([block(record(1, "charge failed", "error", err="certificate has expired") + "\n")]))
    assert pattern.template == "charge failed: certificate has expired"


def test_the_example_is_taken_from_the_densest_stretch() -> None:
    lines = [record(1, "slow 1"), *(record(5, f"slow {at}") for at in (2, 3)), record(9, "slow 4")]
    pattern = only(fold([block("\n".join(lines))]))
    assert (pattern.text, pattern.example.ref.locator) == ("slow 2", "logs/pay.log:2")


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_a_record_of_several_lines_is_one_record_however_the_blocks_are_cut(size: int) -> None:
    text = f"2026-11-01 12:00:00,000 ERROR quote failed\n{TRACE}2026-11-01 12:00:01,000 INFO next\n"
    table = fold(cut(text, size))
    assert [(pattern.level, pattern.template) for pattern in table.patterns] == [
        ("error", "quote failed: KeyError: 'discount'"),
        ("info", "next"),
    ]
    assert (table.lines, table.records) == (6, 2)
    assert [(thrown.first.ref.locator, thrown.example.quote) for thrown in table.thrown] == [
        ("logs/pay.log:1", "KeyError: 'discount'")
    ]


def test_java_causes_belong_to_the_record_before() -> None:
    text = (
        "2026-11-01 12:00:00 ERROR failed\njava.lang.RuntimeException: x\n\tat a.B.c(B.java:1)\n"
        "Caused by: java.net.ConnectException: Connection refused\n\tat a.D.e(D.java:2)\n\t... 12 more\n"
    )
    (pattern,) = fold([block(text)]).patterns
    assert (pattern.template, pattern.exception.count("\n")) == ("failed: java.lang.RuntimeException: x", 4)


def test_a_traceback_after_a_calm_record_is_a_record_of_its_own() -> None:
    table = fold([block(f"{record(1, 'ready')}\n{TRACE}")])
    assert [(pattern.level, pattern.template) for pattern in table.patterns] == [
        ("error", "KeyError: 'discount'"),
        ("info", "ready"),
    ]
    assert table.patterns[0].times == (1793534401.0,)


def test_a_trace_inside_json_is_thrown_and_gives_the_message_its_cause() -> None:
    table = fold([block(record(1, "unhandled", "error", exc_info=TRACE) + "\n")])
    assert only(table).template == "unhandled: KeyError: 'discount'"
    assert table.thrown[0].exception.startswith("Traceback")


def test_files_in_another_order_give_the_same_table() -> None:
    files = [
        list(cut("".join(record(at, f"order {at}") + "\n" for at in range(50)), 7, f"logs/{name}.log"))
        for name in "abc"
    ]
    assert fold(one for file in files for one in file) == fold(one for file in reversed(files) for one in file)


def test_quotes_are_byte_identical_to_the_line_even_where_it_is_no_utf8() -> None:
    raw = b'{"time":"2026-11-01T12:00:00Z","level":"error","msg":"caf\xc3\xa9 \xff\xfe refused"}\r\n'
    for cite in only(fold([block(raw)])).cites:
        assert cite.quote
        assert cite.quote.encode() in raw.rstrip(b"\r\n")


def test_lines_without_a_clock_keep_their_place_and_are_said() -> None:
    table = fold([block("disk full\ndisk full\n", "stdin")])
    assert (only(table).total, only(table).times, only(table).service) == (2, (), "")
    assert only(table).first.ref.locator == "stdin:1"
    (gap,) = table.gaps
    assert (gap.matters, gap.why) == (Matters.SOME, "no timestamps: cannot be placed before or after onset")


def test_a_zoneless_clock_is_read_as_utc_and_said_once_a_file() -> None:
    table = fold([block("2026-11-01 12:00:00 INFO a\n2026-11-01 12:00:01 INFO a\n2026-11-01T13:00:02+01:00 INFO a\n")])
    assert only(table).times == (1793534400.0, 1793534401.0, 1793534402.0)
    assert [(gap.what, gap.matters) for gap in table.gaps] == [("time zone of logs/pay.log", Matters.LITTLE)]


def test_a_clock_that_was_never_set_is_none_and_the_record_stands_with_the_one_before() -> None:
    table = fold([block("2026-11-01T12:00:00Z INFO a\n1970-01-01T00:00:07Z INFO b\n2100-01-01T00:00:07Z INFO c\n")])
    assert [pattern.times for pattern in table.patterns] == [(1793534400.0,)] * 3


def test_a_wrapped_line_is_read_in_its_own_format() -> None:
    inner = record(1, "pool timeout", "error", service="checkout")
    docker = json.dumps({"log": inner + "\n", "stream": "stdout", "time": "2026-11-01T12:00:09.5Z"})
    plain = json.dumps({"log": "listening\n", "stream": "stderr", "time": "2026-11-01T12:00:09.5Z"})
    table = fold([block(f"{docker}\n{plain}\n", "0.log")])
    assert [(one.service, one.level, one.template, one.times) for one in table.patterns] == [
        ("", "", "listening", (1793534409.5,)),
        ("checkout", "error", "pool timeout", (1793534401.0,)),
    ]


def test_the_service_of_the_block_comes_first_then_the_line_then_the_file() -> None:
    line = record(1, "x", service="from-line")
    tables = [
        fold([LogBlock("log", "f.log", 1, line.encode(), "told")]),
        fold([block(line)]),
        fold([block(record(1, "x"))]),
    ]
    assert [only(table).service for table in tables] == ["told", "from-line", "pay"]


def test_too_many_patterns_are_folded_into_one_and_said_whatever_the_order() -> None:
    words = [f"{a}{b}{c}" for a in "abcdefgh" for b in "ijklmnop" for c in "qrstuvwx"]
    files = [[block("".join(record(1, f"word {word} or {word}", "debug") + "\n" for word in part), name)]
             for name, part in (("a.log", words[::2]), ("b.log", words[1::2]), ("c.log", ["x"]))]  # fmt: skip
    files[2] = [block(record(2, "boom", "error") + "\n", "c.log")]
    bounds = Bounds(patterns=20, held=40, loose=100)
    tables = [fold((one for file in order for one in file), bounds=bounds) for order in (files, files[::-1])]
    assert tables[0] == tables[1]
    assert len(tables[0].patterns) == 20
    assert sum(pattern.total for pattern in tables[0].patterns) == len(words) + 1
    assert {"boom", OTHER} <= {pattern.template for pattern in tables[0].patterns}
    assert [gap.what for gap in tables[0].gaps] == ["rare log patterns"]


def test_many_moments_are_counted_in_longer_stretches() -> None:
    text = "".join(record(at, "tick") + "\n" for at in range(600))
    table = fold([block(text)], bounds=Bounds(moments=100))
    assert (table.bucket, sum(only(table).counts), only(table).counts[0]) == (15, 600, 15)


def test_a_line_cut_into_pieces_is_one_record() -> None:
    long = record(1, "x" * 3_000_000) + "\n"
    pieces = [long[at : at + 1_000_000] for at in range(0, len(long), 1_000_000)]
    table = fold([*(block(piece) for piece in pieces), block(record(2, "after") + "\n", first_line=2)])
    assert [pattern.first.ref.locator for pattern in table.patterns] == ["logs/pay.log:1", "logs/pay.log:2"]
    assert table.lines == 2


@pytest.mark.parametrize("data", [b"", b"\n", b"\n\n\n", b"\x00\xff\xfe" * 100, b"{\n", b"[" * 5000, b"=" * 5000])
def test_anything_can_be_folded(data: bytes) -> None:
    table = fold([block(data)])
    assert table.files == ("logs/pay.log",)


def test_nothing_folds_to_nothing() -> None:
    assert fold([]) == LogTable()


def test_services_keep_every_line_so_that_silence_can_be_seen() -> None:
    text = "".join(record(at, f"m{at}", "debug" if at % 2 else "error") + "\n" for at in range(4))
    (service,) = fold([block(text)]).services
    assert (service.service, service.counts, service.last.ref.locator) == ("pay", (1, 1, 1, 1), "logs/pay.log:4")
