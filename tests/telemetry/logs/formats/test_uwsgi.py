"""Requests of uWSGI: who asked for what, and how it ended."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import uwsgi

LINE = (
    "[pid: 7|app: 0|req: 1/1] 10.0.0.1 () {40 vars in 600 bytes} [Sun Nov  1 12:00:00 2026] GET /x?y=1 => generated 21 "
    "bytes in 3 msecs (HTTP/1.1 500) 2 headers in 80 bytes (1 switches on core 0)"
)


def test_a_request_is_its_method_its_path_and_its_status() -> None:
    read = uwsgi.columns(pl.Series([LINE])).row(0, named=True)
    assert read == {"stamp": "Sun Nov  1 12:00:00 2026", "level": "error", "message": "GET /x (status 500)"}
    assert uwsgi.recognise([LINE]) == 1.0
