"""Request, status and flags are the message."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import envoy_access


def test_the_flags_are_part_of_the_message() -> None:
    lines = [
        '[2026-11-01T12:00:00.123Z] "GET /cart?id=4 HTTP/1.1" 503 UF,URX 0 91 12 - "10.1.2.3"',
        '[2026-11-01T12:00:00.123Z] "POST /pay HTTP/2" 200 - 312 91 12 10 "10.1.2.3"',
        '[2026-11-01T12:00:00.123Z] "GET /x HTTP/1.1" 0 DC 0 0 12 - "10.1.2.3"',
    ]
    read = envoy_access.columns(pl.Series(lines))
    assert read["level"].to_list() == ["error", "info", "error"]
    assert read["message"].to_list() == [
        "GET /cart (status 503) flags UF,URX", "POST /pay (status 200)", "GET /x (status 0) flags DC",
    ]  # fmt: skip
