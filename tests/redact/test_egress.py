"""Secrets do not leave; what only looks like one stays; redacting again changes nothing. All values are made up."""

import base64
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.redact.egress import redact
from codriver.redact.named import named
from codriver.redact.spans import Redacted, Span, without
from codriver.redact.tokens import tokens

DRAWN = "q7Rw2LxT9vKp4Zb8Nc3M"
PEM = f"-----BEGIN EC PRIVATE KEY-----\n{DRAWN * 3}\n{DRAWN}\n-----END EC PRIVATE KEY-----"
SECRETS = [
    f"ghp_{DRAWN}{DRAWN[:16]}",
    f"glpat-{DRAWN}",
    "AKIA" + "QWERTY0123456789",
    f"xoxp-1234567890-{DRAWN}",
    f"sk_live_{DRAWN}",
    f"sk-ant-api03-{DRAWN}",
    f"SG.{DRAWN}.{DRAWN}{DRAWN}",
    f"hvs.{DRAWN}{DRAWN}",
    f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx{DRAWN}.{DRAWN}",
    f"https://hooks.slack.com/services/T0AAAAAAA/B0AAAAAAA/{DRAWN}",
    PEM,
    PEM.replace("\n", "\\n"),
]
NAMED = [
    ("password=%s rest", "tr0ub4dor&3x"),
    ('{"db_password": "%s", "port": 5432}', "correct horse battery"),
    ("apiKey: %s", DRAWN),
    ("client-secret = '%s'", DRAWN),
    ("Authorization: Bearer %s", DRAWN),
    ("authorization: Basic %s\r\nHost: x", "bWlhOmh1bnRlcjI="),
    ("postgres://app:%s@db.internal:5432/shop", "hunter2!"),
    ("GET /reset?token=%s&lang=en", DRAWN),
    ("Cookie: theme=dark; sid=%s", DRAWN),
    ("alter user app with password '%s';", "kJ8#mm"),
    ("mysql --password %s -h db", "kJ8#mmQ1"),
    ("X-Api-Key: %s", DRAWN),
    ("AWS_SECRET_ACCESS_KEY=%s", f"{DRAWN}{DRAWN}"),
    ('\\"refresh_token\\":\\"%s\\"', DRAWN),
    ("shared_key=%s;EndpointSuffix=core", f"{DRAWN}=="),
]
HARMLESS = [
    "the password was wrong, please reset it",
    "token expired after 900 s, max_tokens=4096 token_type=bearer",
    "password=**** api_key=<redacted> token=${TOKEN} secret=null",
    "secretName: payments-tls, passwordPolicy=strict",
    "trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span=00f067aa0ba902b7",
    "pulled shop@sha256:4bf92f3577b34da6a3ce929d0e0e47364bf92f3577b34da6a3ce929d0e0e4736",
    "cache key=cart:1234:items partition_key=2026-03-01 monkey=business",
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 by mia",
    "at com.shop.Token.parse(Token.java:88)",
    "http://db.internal:5432/shop?sslmode=require",
    'secret_lease_renewal_total{service="pay"} 17',
]


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret[:12])
@pytest.mark.parametrize("around", ["%s", 'got "%s", gave up', "url=https://x/?a=%s&b=1", "(%s)", "says: %s\nnext"])
def test_a_token_that_says_what_it_is_does_not_leave(secret: str, around: str) -> None:
    found = redact(around % secret).text
    assert secret not in found
    assert DRAWN not in found


@pytest.mark.parametrize(("text", "secret"), NAMED)
def test_a_value_that_its_name_or_place_gives_away_does_not_leave(text: str, secret: str) -> None:
    found = redact(text % secret)
    assert secret not in found.text
    assert "[redacted:" in found.text
    assert found.text.partition("[")[0] == text.partition("%s")[0]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_a_secret_stays(text: str) -> None:
    assert redact(text) == Redacted(text, ())


def test_what_codriver_itself_holds_does_not_leave_in_any_spelling() -> None:
    spelled = ("p@ss/w0rd", "p%40ss%2Fw0rd", base64.b64encode(b"p@ss/w0rd").decode())
    assert redact(" ".join(spelled), [spelled[0], "", "a"]).text == " ".join(["[redacted:known]"] * 3)


def test_the_host_behind_user_info_stays_readable() -> None:
    assert (
        redact("clone https://bot:ghs_abc@git.internal/a.git").text
        == "clone https://bot:[redacted:password]@git.internal/a.git"
    )


def test_overlapping_finds_become_one() -> None:
    assert without("abcdef", [Span(1, 3, "x"), Span(2, 6, "longer"), Span(2, 3, "y")]) == Redacted(
        "a[redacted:longer]", (Span(1, 6, "longer"),)
    )


PIECES = st.sampled_from(
    [
        *"abP:=@/ \"'\
.-_{}0123",
        "password",
        "token",
        "://",
        "Bearer ",
        DRAWN,
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_redacting_again_changes_nothing(pieces: list[str]) -> None:
    once = redact("".join(pieces)).text
    assert redact(once).text == once


@pytest.mark.parametrize("piece", ["password", "a_", "-----BEGIN PRIVATE KEY-----\n", "://:", "basic ", "a.a-", "key="])
def test_no_text_makes_it_slow(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    redact(text)
    assert time.process_time() - began < 5


def test_what_was_not_looked_at_does_not_leave() -> None:
    assert len(redact("x" * 4_000_001).text) == 4_000_000


def test_both_kinds_of_rules_are_used() -> None:
    assert {span.kind for span in tokens(f"ghp_{DRAWN}{DRAWN}")} == {"github-token"}
    assert {span.kind for span in named("password=hunter2")} == {"password"}
