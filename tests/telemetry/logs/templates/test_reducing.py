import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.masks import LONGEST, masked
from codriver.telemetry.logs.templates import reduced


def template(message: str) -> str:
    return reduced(Frame({"message": [message]}).select(masked(pl.col("message"))).item())


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("cannot read /etc/app/settings.yaml", "cannot read <path>"),
        ("loaded C:\\Program\\x.dll", "loaded <path>"),
        ("ready=true, policy = fast, tag=", "ready=<value>, policy = <value>, tag=<value>"),
        ("mapping for mail.example.org failed", "mapping for <host> failed"),
        ("calling http://inventory:8080/stock/12", "calling http://inventory/<path>"),
        ("calling https://api.example.com/v1/x", "calling <url>"),
        ("database: no such table", "database: no such table"),
        ("err=no such table", "err=no such table"),
        ("kernel NULL pointer dereference, ok=no", "kernel NULL pointer dereference, ok=<value>"),
        ("secure: no, cached: yes", "secure: <flag>, cached: <flag>"),
        ("ids 4, 5, 6 of node-17", "ids <num> of <id>"),
        ("freed 4.2 KB in 13 seconds", "freed <size> in <duration>"),
        ("parcel box_-12 gone", "parcel <id> gone"),
        ("wheel......0", "wheel... <num>"),
        ("connection from 10.0.0.1 () closed", "connection from <ip> (<value>) closed"),
        ('10.0.0.1 "GET /v2/carts/1 HTTP/1.1" done', '<ip> "GET <path>" done'),
    ],
)
def test_what_is_no_word_is_a_slot_and_says_its_kind(message: str, expected: str) -> None:
    assert template(message) == expected


@pytest.mark.parametrize(
    "message",
    [
        "error=timeout while waiting",
        "status=failed upstream=payments",
        "GET /cart/items answered 503",
        "no spare wheels left",
        'column "discount" does not exist',
        "KeyError: 'PRICE_URL'",
        "value is false-ish",
    ],
)
def test_what_tells_causes_and_services_apart_stays(message: str) -> None:
    assert template(message) == message


def test_the_word_that_the_limit_cut_is_no_part_of_the_template() -> None:
    names = " ".join(f"box{number}" for number in range(400))
    assert template(f"cannot weigh {names}") == template(f"cannot weigh x{names}") == "cannot weigh <list>"


@given(st.text(max_size=LONGEST + 50))
def test_any_text_has_one_bounded_template(text: str) -> None:
    assert reduced(text) == reduced(text)
    assert len(reduced(text)) <= 9 * len(text) + 9
