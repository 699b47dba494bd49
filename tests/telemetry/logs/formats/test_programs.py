"""Lines as a dozen programs print them: level, time, service, host and trace end up in their own fields."""

import pytest

from codriver.telemetry.logs import records

TRACE = "4bf92f35-77b3-4da6-a3ce-929d0e0e4736"
AT = 1_772_332_870.0  # 2026-03-01T02:41:10Z
NEAR = 1_772_400_000.0


@pytest.mark.parametrize(
    ("line", "level", "said"),
    [
        ("2026-03-01T02:41:10Z ERROR till: payment refused", "error", "payment refused"),
        ("2026-03-01T02:41:10Z - error: payment refused", "error", "payment refused"),
        ("2026-03-01T02:41:10Z ERROR shop::till: payment refused", "error", "payment refused"),
        ("2026-03-01T02:41:10Z till: database: no such table: orders", "", "till: database: no such table: orders"),
        ("2026-03-01 02:41:10 E payment refused", "error", "payment refused"),
        ("2026-03-01T02:41:10.000+0000 W STORAGE [thread1] slow", "warn", "STORAGE [thread1] slow"),
        ("01-03-2026 02:41:10.000 ERROR payment refused", "error", "payment refused"),
        ("03/01/2026 02:41:10 ERROR payment refused", "error", "payment refused"),
        ("[Nest] 7  - 03/01/2026, 2:41:10 AM   ERROR [TillService] payment refused", "error", "payment refused"),
        ("3/1/2026, 2:41:10 AM - error - payment refused", "error", "payment refused"),
        ("E20260301 02:41:10.000000 7 pay.cc:7] payment refused", "error", "payment refused"),
        ("EROR[03-01|02:41:10.000] payment refused      id=7", "error", "payment refused id=7"),
        ("2026-03-01 02:41:10 | ERROR | shop.till:pay:7 - payment refused", "error", "payment refused"),
        ("2026-03-01 02:41:10.000 7 ERROR shop.till [-] payment refused", "error", "payment refused"),
        ("2026/03/01 02:41:10 http: panic serving 10.0.0.1: nil", "error", "http: panic serving 10.0.0.1: nil"),
        ("2026-03-01 02:41:10 till payment refused: ERROR 5", "", "till payment refused: ERROR 5"),
        ("2026-03-01  2:41:10 12 [ERROR] mysqld: payment refused", "error", "mysqld: payment refused"),
    ],
)
def test_the_level_is_told_and_the_words_stay(line: str, level: str, said: str) -> None:
    record = read(line)
    assert (record["level"], record["message"], record["at"]) == (level, said, AT)


@pytest.mark.parametrize(
    "line",
    [
        f"2026-03-01 02:41:10.000 [exec-1] [{TRACE},00f067aa0ba902b7] ERROR shop.Till - payment refused",
        f"2026.03.01 02:41:10.000 [ 77 ] {{{TRACE}}} <Error> payment refused",
        f"[ERROR] 2026-03-01T02:41:10.000Z {TRACE} payment refused",
        f"2026-03-01T02:41:10.000Z\t{TRACE}\tERROR\tpayment refused",
    ],
)
def test_a_trace_id_among_the_brackets_is_kept(line: str) -> None:
    record = read(line)
    assert (record["level"], record["trace"], record["message"]) == ("error", TRACE, "payment refused")


def test_one_letter_is_no_level_where_sentences_begin_with_it() -> None:
    lines = ["2026-03-01 02:41:10 I am up", "2026-03-01 02:41:10 listening", "2026-03-01 02:41:10 ready"]
    rows = records.rows_of("\n".join(lines).encode(), 1, records.Origin("log", "till.log"))
    assert rows["message"].to_list() == ["I am up", "listening", "ready"]


def read(line: str) -> dict[str, object]:
    origin = records.Origin("log", "till.log", near=NEAR)
    return records.records_of(records.rows_of(line.encode(), 1, origin), origin, None).row(0, named=True)
