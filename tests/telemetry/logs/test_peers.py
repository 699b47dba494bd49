import pytest

from codriver.telemetry.logs.peers import peer_of


@pytest.mark.parametrize(
    ("text", "peer"),
    [
        ("retry 2 to http://inventory:8080/stock", "inventory"),
        ("call failed peer=pricing", "pricing"),
        ("could not connect: host=db port=5432", "db"),
        ("dial tcp: lookup bank.example.com: no such host", "bank.example.com"),
        ("postgres://app:secret@orders-db.shop.svc.cluster.local:5432/x", "orders-db"),
        ("POST pricing/quotes answered 500", "pricing"),
        ("payments: no answer within 300 ms", "payments"),
        ("request to catalog timed out", "catalog"),
        ("no free connection to ledger after 400 ms", "ledger"),
        ("POST /x failed: ledger: [Errno -2] Name or service not known", "ledger"),
        ('connection to server at "ledger" (10.0.0.1), port 5432 failed', "ledger"),
        ("Connection to node 2 (broker-2/10.3.0.12:9092) could not be established", "broker-2"),
        ("login failed (status 503) (upstream sessions:8080)", "sessions"),
    ],
)
def test_the_other_side_of_a_call_is_named(text: str, peer: str) -> None:
    assert peer_of(text) == peer


def test_what_a_web_server_quotes_of_the_request_is_nobody_it_called() -> None:
    asked = 'client: 10.0.1.7, server: till.example, request: "GET /q HTTP/1.1"'
    timed_out = f"upstream timed out (110: Connection timed out), {asked}"
    assert peer_of(f'{timed_out}, upstream: "http://10.2.0.3:9200/q", host: "till.example"') == ""
    assert peer_of(f'{timed_out}, upstream: "http://search:9200/q", host: "till.example"') == "search"


@pytest.mark.parametrize("text", ["order placed", "GET /orders/1", "connect to localhost:80", "error: timeout", ""])
def test_no_name_is_no_peer(text: str) -> None:
    assert peer_of(text) == ""
