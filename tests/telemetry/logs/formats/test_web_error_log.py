from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import web_error_log


def test_nginx_and_apache_are_read() -> None:
    lines = [
        "2026/11/01 12:00:00 [error] 7#7: *1 connect() failed",
        "[Sun Nov 01 12:00:00.123 2026] [proxy:error] [pid 1:tid 2] [client 10.0.0.1:5] failed",
    ]
    assert web_error_log.columns(pl.Series(lines)).rows() == [
        ("2026/11/01 12:00:00", "error", "connect() failed"),
        ("Sun Nov 01 12:00:00.123 2026", "error", "failed"),
    ]
