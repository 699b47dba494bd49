import pytest

from codriver.access import patterns
from codriver.telemetry.logs.meanings import _ROWS, kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[Errno -2] Name or service not known", "dns"),
        ("dial tcp: lookup db: no such host", "dns"),
        ("jwt: token used before issued", "clock"),
        ("The token is not yet valid (iat)", "clock"),
        ("RequestTimeTooSkewed: The difference between the request time and the server's time is too large", "clock"),
        ("Clock skew too great while getting initial credentials", "clock"),
        ("ERROR: 42703: something is undefined", "schema"),
        ("OSError: [Errno 27] File too large", "disk"),
        ("SSL: CERTIFICATE_VERIFY_FAILED certificate has expired", "tls"),
        ("x509: certificate signed by unknown authority", "tls"),
        ("java.lang.OutOfMemoryError: Java heap space", "memory"),
        ("Memory cgroup out of memory: Killed process 12", "memory"),
        ("OOM command not allowed when used memory > 'maxmemory'", "memory"),
        ("write failed: No space left on device", "disk"),
        ("accept: Too many open files", "descriptors"),
        ("RuntimeError: can't start new thread", "threads"),
        ("QueuePool limit of size 5 overflow 10 reached", "connections"),
        ("FATAL: sorry, too many clients already", "connections"),
        ("timed out after 400ms waiting for a connection", "connections"),
        ("Deadlock found when trying to get lock", "lock"),
        ('relation "orders" does not exist', "schema"),
        ("no such column: discount", "schema"),
        ("KeyError: 'PRICING_URL'", "configuration"),
        ("missing required environment variable PORT", "configuration"),
        ("401 Unauthorized", "authentication"),
        ("Login failed for user 'till'", "authentication"),
        ("login failed (status 503)", "http_5xx"),
        ("Too Many Requests", "rate_limit"),
        ("connect ECONNREFUSED 10.0.0.1:80", "refused"),
        ("[Errno 111] Connection refused", "refused"),
        ("read: connection reset by peer", "unreachable"),
        ("No route to host", "unreachable"),
        ("context deadline exceeded", "timeout"),
        ("pricing: no answer within 300 ms", "timeout"),
        ("upstream returned 502", "http_5xx"),
        ("GET /x (status 503)", "http_5xx"),
        ("listening on :8080", "restart"),
        ("received SIGTERM, shutting down", "restart"),
        ("order placed", ""),
        ("KeyError: 'discount'", ""),
        ("entry not settled, kept for the next run", ""),
    ],
)
def test_general_wording_tells_what_a_line_is_about(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_every_pattern_is_safe_for_re2() -> None:
    for ways in _ROWS.values():
        assert all(patterns.compile(way) for way in ways)
