from dataclasses import replace

from codriver.model import Service, Window
from codriver.room.given import given
from codriver.room.reduce import reduce
from codriver.telemetry.rows import LogBlock, Series
from codriver.testing import a_situation, at

LINES = b"2026-03-01T01:00:00Z INFO all is well\n2026-03-01T01:00:05Z INFO all is well\n"
LEVEL = Series("t", "up", (("job", "cart"),), (at(0).timestamp(),), (1.0,), ("1",), (0,), "m#/{row}")


def test_what_was_handed_over_is_known_by_kind_and_by_service_under_its_one_name() -> None:
    told = reduce([LogBlock("log", "Pay-Service.log", 1, LINES), LEVEL])
    situation = a_situation(services=[Service(name="pay"), Service(name="cart")])
    handed = given(told, situation, ["log_files", "git_history", "somebody_elses"])
    assert handed.kinds == {"logs", "history"}
    assert dict(handed.signals) == {"pay": {"logs"}, "cart": {"metrics"}}


def test_only_lines_of_the_time_looked_at_count_as_looked_at() -> None:
    told = reduce([LogBlock("log", "pay.log", 1, LINES)])
    seen_at = at(-60)
    for since, expected in ((seen_at, {"pay": {"logs"}}), (at(0), {})):
        window = Window(since=since, onset=since, until=at(9))
        situation = replace(a_situation(services=[Service(name="pay")]), window=window)
        assert dict(given(told, situation, []).looked_at) == expected
