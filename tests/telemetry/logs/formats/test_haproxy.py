"""Traffic, states and what it says at its start."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import haproxy


def test_a_request_says_its_status_and_who_served_it() -> None:
    line = (
        "10.1.2.3:3331 [01/Nov/2026:12:00:00.655] web cart/srv1 10/0/30/-1/109 503 27 - - sC-- 1/1/1/1/0 0/0 "
        '"GET /cart?id=4 HTTP/1.1"'
    )
    read = haproxy.columns(pl.Series([line, f"<134>Nov  1 12:00:00 haproxy[8]: {line}"]))
    assert set(read["message"]) == {"GET /cart (status 503) by cart/srv1 ended sC--"}
    assert read.row(0)[:2] == ("01/Nov/2026:12:00:00.655", "error")


def test_states_and_sessions_have_a_level() -> None:
    lines = [
        "Server cart/srv1 is DOWN, reason: Layer4 connection problem",
        "backend cart has no server available!",
        "[WARNING]  (8) : Server cart/srv1 is going DOWN for maintenance",
        "10.1.2.3:3331 [01/Nov/2026:12:00:00.655] sql db/pg1 1/-1/30 0 SC 1/1/1/1/0 0/0",
    ]
    read = haproxy.columns(pl.Series(lines))
    assert read["level"].to_list() == ["error", "fatal", "WARNING", "warn"]
    assert read["message"][3] == "sql to db/pg1 ended SC"
