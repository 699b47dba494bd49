import pytest

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.masks import LONGEST, masked


def template(message: str) -> str:
    found = Frame({"message": [message]}).select(masked(pl.col("message"))).item()
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("order 1234 placed in 35 ms", "order <num> placed in <num> ms"),
        ("took 1m30.5s, limit 500ms", "took <duration>, limit <duration>"),
        ("user 3f2504e0-4f89-11d3-9a0c-0305e82c3301 left", "user <id> left"),
        ("from 10.0.3.7:5432", "from <ip>:<num>"),
        ("commit 1f3a9bc at 0x7fed806eb5d", "commit <hex> at <hex>"),
        ("GET /orders/991?page=2 answered 502", "GET /orders/<num>?<query> answered 502"),
        ("mail to jo.doe@example.org failed", "mail to <email> failed"),
        ("hit https://x.example/a?token=abc", "hit https://x.example/a?<query>"),
        ('no such user "Jo 7"', "no such user <str>"),
        ("ids [1, 2, 3]", "ids [<num>]"),
        ("at 2026-11-01T12:00:00.123Z sharp", "at <time> sharp"),
        ("a   b", "a b"),
    ],
)
def test_what_differs_between_records_is_masked(message: str, expected: str) -> None:
    assert template(message) == expected


@pytest.mark.parametrize(
    "message", ["KeyError: 'PRICE_URL'", 'column "discount" does not exist', "upstream returned 503", "plain words"]
)
def test_what_tells_causes_apart_stays(message: str) -> None:
    assert template(message) == message


def test_a_template_is_bounded() -> None:
    assert len(template("word " * 10_000)) <= LONGEST
