from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import access_log


def test_the_message_is_method_path_and_status_without_the_query() -> None:
    line = '10.0.0.1 - jo [01/Nov/2026:12:00:00 +0100] "GET /a/b?c=d HTTP/1.1" 503 17 "-" "curl"'
    fields = access_log.columns(pl.Series([line])).row(0, named=True)
    assert fields == {"stamp": "01/Nov/2026:12:00:00 +0100", "level": "error", "message": "GET /a/b (status 503)"}
