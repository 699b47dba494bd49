import pytest

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import prefixed
from codriver.telemetry.logs.reading import fields


@pytest.mark.parametrize(
    ("line", "inside"),
    [
        ("api.log.1 2026-11-01 12:00:00.008 25 INFO no", "2026-11-01 12:00:00.008 25 INFO no"),
        ("[pod/shop-1/api] 2026-11-01T12:00:00Z INFO no", "2026-11-01T12:00:00Z INFO no"),
        ("- 17 node-3 Nov 1 12:00:00 n3/n3 cron[1]: no", "Nov 1 12:00:00 n3/n3 cron[1]: no"),
        ("FLAG node-3 shop.till 1793534400 1 no", "1793534400 1 no"),
        ("2026-11-01 12:00:00 copied x-1 2026-11-01 12:00:00 no", None),
        ("the backup began at 2026-11-01 12:00:00 and went on", None),
    ],
)
def test_what_stands_before_the_time_is_left_out_unless_it_is_a_sentence(line: str, inside: str | None) -> None:
    assert prefixed.columns(pl.Series([line]))["message"].to_list() == [inside]


def test_the_rest_is_read_in_its_own_format() -> None:
    line = "- 17 2026.11.01 n3 Nov 1 12:00:00 n3/n3 till(cash)[1]: drawer closed"
    read = fields(pl.Series([line] * 3), near=1_793_534_400.0)
    assert read.select("at", "service", "message").unique().rows() == [(1_793_534_400.0, "till", "drawer closed")]
