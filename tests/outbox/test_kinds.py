"""Each kind of receiver gets exactly the approved words; whatever goes wrong says so without a secret."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.outbox.listening import Heard, mail, web

from codriver.access.http.secret import Secret
from codriver.errors import NotConfirmed, SourceError
from codriver.outbox import file, slack, statuspage
from codriver.outbox import mail as smtp
from codriver.outbox.kinds import KINDS, send
from codriver.outbox.letter import Letter, Receiver
from codriver.outbox.post import post

TEXT = "Investigating: some requests are failing\n\nSince 12:00 UTC <!here> & more.\n"


def a_letter(text: str = TEXT, **more: str) -> Letter:
    digest = more.pop("digest", hashlib.sha256(text.encode()).hexdigest())
    by = more.pop("approved_by", "mia")
    return Letter(
        title="some requests",
        text=text,
        status="investigating",
        incident="inc-1",
        approved_by=by,
        digest=digest,
        **more,
    )


@pytest.fixture
def heard() -> Iterator[Heard]:
    with web() as found:
        yield found


def at(heard: Heard) -> Receiver:
    return Receiver(name="team", kind="slack", secrets={"url": Secret(f"{heard.url}/services/T0/B0/hidden")})


def page(heard: Heard) -> Receiver:
    settings = {"url": heard.url, "page": "p1"}
    return Receiver(name="page", kind="statuspage", settings=settings, secrets={"token": Secret("hidden-token")})


def test_words_that_nobody_approved_make_no_letter() -> None:
    with pytest.raises(NotConfirmed):
        a_letter(approved_by="")
    with pytest.raises(NotConfirmed):
        a_letter(digest=hashlib.sha256(b"other words").hexdigest())


def test_slack_gets_plain_words_that_page_nobody(heard: Heard) -> None:
    send(a_letter(), at(heard))
    ((method, path, _, body),) = heard.requests
    assert (method, path) == ("POST", "/services/T0/B0/hidden")
    assert body["text"] == TEXT.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert body["mrkdwn"] is False


def test_a_status_page_opens_an_incident_first_and_updates_it_then(heard: Heard) -> None:
    assert send(a_letter(), page(heard)) == "abc"
    assert send(a_letter(earlier="abc"), page(heard)) == "abc"
    first, second = heard.requests
    assert first[:2] == ("POST", "/v1/pages/p1/incidents")
    assert first[2]["Authorization"] == "OAuth hidden-token"
    assert first[3] == {"incident": {"name": "some requests", "status": "investigating", "body": TEXT}}
    assert second[:2] == ("PATCH", "/v1/pages/p1/incidents/abc")
    assert second[3] == {"incident": {"status": "investigating", "body": TEXT}}


@pytest.mark.parametrize("status", [302, 403, 500])
def test_a_refusal_or_a_way_elsewhere_is_an_error_without_a_secret(heard: Heard, status: int) -> None:
    heard.status = status
    with pytest.raises(SourceError, match=f"refused with status {status}") as caught:
        send(a_letter(), at(heard))
    assert "hidden" not in f"{caught.value.message}{caught.value.hint}"
    assert len(heard.requests) == 1


def test_nobody_listening_is_an_error_without_an_address() -> None:
    with pytest.raises(SourceError, match="team: no answer") as caught:
        post("http://127.0.0.1:1/hidden", {}, {}, name="team")
    assert "hidden" not in caught.value.message


@pytest.mark.parametrize("address", ["http://example.com/x", "ftp://127.0.0.1/x", "file:///etc/passwd", "", "//x"])
def test_words_travel_encrypted_or_not_at_all(address: str) -> None:
    with pytest.raises(SourceError, match="not an HTTPS address"):
        post(address, {}, {}, name="team")


def test_a_mail_is_plain_text_to_whom_the_settings_name() -> None:
    with mail() as heard:
        settings = {"host": "127.0.0.1", "port": str(heard.port), "from": "a@example.com", "to": "b@example.com"}
        receiver = Receiver(name="mail", kind="smtp", settings=settings, secrets={"password": Secret("")})
        receipt = send(a_letter(), receiver)
        assert receipt.startswith("<")
        (body,) = heard.mails
        assert "Subject: some requests" in body
        assert "Since 12:00 UTC" in body
        heard.status = 500
        with pytest.raises(SourceError, match="the mail was not taken"):
            send(a_letter(), receiver)


def test_a_file_is_written_once_and_never_over_another(tmp_path: Path) -> None:
    receiver = Receiver(name="drop", kind="file", settings={"folder": str(tmp_path)})
    name = send(a_letter(), receiver)
    assert (tmp_path / name).read_text() == TEXT
    with pytest.raises(SourceError, match="File exists"):
        send(a_letter(), receiver)


def test_every_kind_says_what_it_wants_and_its_secrets_apart() -> None:
    assert set(KINDS.values()) == {slack, statuspage, smtp, file}
    assert all(not set(kind.SETTINGS) & set(kind.SECRETS) for kind in KINDS.values())
