import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.masks import LONGEST, counted, masked, shapes


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
        ("commit 1f3a9bc at 0x51ab3c", "commit <hex> at <hex>"),
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


PIECES = ("took", "status", "502", "200", "0x1f", "3x4", "1f3a9bc", "[::1]", "10.0.0.1", "a7", ":", " ", "-", '"', "é")


@given(st.lists(st.lists(st.sampled_from(PIECES) | st.text("019afx.:/ ", max_size=5), max_size=9).map(" ".join)))
def test_the_fast_way_comes_to_the_same_as_the_plain_one(messages: list[str]) -> None:
    plain = Frame({"message": pl.Series(messages, dtype=pl.String)}).select(masked(pl.col("message"))).to_series()
    assert shapes(pl.Series(messages, dtype=pl.String)).to_list() == plain.to_list()


def test_a_message_of_two_lines_is_one_message() -> None:
    assert shapes(pl.Series(["a 1\nb 2", "c 3"])).to_list() == ["a <num> b <num>", "c <num>"]


def test_lines_of_one_shape_are_counted_together_and_statuses_apart() -> None:
    text = b"order 17 took 35 ms\norder 9 took 1 ms\nstatus 502\nstatus 503\nstatus 200\n"
    assert counted(text) == {
        "order <num> took <num> ms": 2, "status 502": 1, "status 503": 1, "status <num>": 1
    }  # fmt: skip
