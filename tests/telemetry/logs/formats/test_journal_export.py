"""One record from cursor to cursor."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import journal_export


def test_the_first_line_tells_all_and_the_others_continue_it() -> None:
    lines = ["__CURSOR=s=1", "__REALTIME_TIMESTAMP=1793534400123456", "PRIORITY=3", "_HOSTNAME=node-1",
             "_SYSTEMD_UNIT=cart.service", "MESSAGE=pool exhausted", "", "__CURSOR=s=2", "MESSAGE=ready"]  # fmt: skip
    read = journal_export.columns(pl.Series(lines))
    assert read["message"].to_list() == ["pool exhausted", *[None] * 6, "ready", None]
    assert read.row(0)[:4] == ("1793534400123456", "3", "cart", "node-1")
    assert read["continues"].to_list() == [False, *[True] * 6, False, True]
    assert journal_export.recognise(lines) > 0.8
    assert journal_export.recognise(["A=1"]) == 0
