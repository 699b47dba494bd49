"""Only approved words leave, once, and only to whom the configuration names."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.outbox.listening import Heard, web

from codriver.access.http.secret import Secret
from codriver.errors import AlreadyRecorded, ConfigError, NotConfirmed, SourceError
from codriver.journal.kinds import Sending
from codriver.model import Assessment
from codriver.outbox.letter import Receiver
from codriver.room.incidents import recording
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.drafting import approve, draft, review
from codriver.room.incidents.sending import deliver
from codriver.room.incidents.shape_of_drafts import shape_of_delivered
from codriver.room.receivers import held, receivers
from codriver.room.request import Room

Acting = Callable[..., Act]


@pytest.fixture
def heard() -> Iterator[Heard]:
    with web() as found:
        yield found


@pytest.fixture
def posted(room: Room, heard: Heard, triaged: Assessment) -> Room:
    """A room with a receiver, in an incident that was triaged."""
    assert triaged.hypotheses
    to = Receiver(name="team", kind="slack", secrets={"url": Secret(f"{heard.url}/hook")})
    return replace(room, outbox=(to,))


def test_what_nobody_approved_does_not_leave(posted: Room, act: Acting, heard: Heard) -> None:
    draft(posted, act(1), "update", "customers")
    with pytest.raises(NotConfirmed, match="nobody stands for version 1"):
        deliver(posted, act(2), "customers", "team")
    assert heard.requests == []


def test_approved_words_leave_once_as_they_are(posted: Room, act: Acting, heard: Heard) -> None:
    seen = draft(posted, act(1), "update", "customers")
    approve(posted, act(2), "customers")
    sent = deliver(posted, act(3), "customers", "team")
    assert heard.requests[0][3]["text"] == seen.text
    assert shape_of_delivered(sent)["to"] == "team"
    with pytest.raises(AlreadyRecorded, match="went to team already"):
        deliver(posted, act(4), "customers", "team")
    with pytest.raises(AlreadyRecorded):
        deliver(posted, act(5), "customers", "team", again=True)
    assert len(heard.requests) == 1


def test_an_edit_or_a_change_of_facts_after_approval_stops_it(posted: Room, act: Acting, heard: Heard) -> None:
    seen = draft(posted, act(1), "update", "customers")
    approve(posted, act(2), "customers")
    recording.severity(posted, act(3), "1")
    with pytest.raises(NotConfirmed):
        deliver(posted, act(4), "customers", "team")
    approve(posted, act(5), "customers")
    review(posted, act(6), "customers", f"{seen.text}More.\n")
    with pytest.raises(NotConfirmed):
        deliver(posted, act(7), "customers", "team")
    assert heard.requests == []


def test_a_refusal_is_recorded_and_may_be_tried_again(posted: Room, act: Acting, heard: Heard) -> None:
    draft(posted, act(1), "update", "customers")
    approve(posted, act(2), "customers")
    heard.status = 500
    with pytest.raises(SourceError, match="500"):
        deliver(posted, act(3), "customers", "team")
    heard.status = 200
    deliver(posted, act(4), "customers", "team")
    with opened(posted) as journal:
        kinds = [row.kind for row in current(journal, act()).rows]
    assert kinds[-4:] == ["sending", "sent", "sending", "sent"]


def test_after_a_crash_nobody_knows_and_only_on_purpose_it_goes_again(posted: Room, act: Acting, heard: Heard) -> None:
    seen = draft(posted, act(1), "update", "customers")
    approve(posted, act(2), "customers")
    with opened(posted) as journal:
        crashed = Sending(by="mia", draft=seen.draft, version=1, to="team")
        journal.add(current(journal, act()).id, crashed, act(3).now)
    with pytest.raises(AlreadyRecorded, match="not known whether"):
        deliver(posted, act(4), "customers", "team")
    deliver(posted, act(5), "customers", "team", again=True)
    assert len(heard.requests) == 1


def test_a_receiver_that_nobody_configured_gets_nothing(posted: Room, act: Acting) -> None:
    draft(posted, act(1), "update", "customers")
    with pytest.raises(ConfigError) as caught:
        deliver(posted, act(2), "customers", "elsewhere")
    assert caught.value.hint == "known: team"


def test_receivers_are_read_strictly_and_keep_their_secrets_apart(tmp_path: Path) -> None:
    table = {"team": {"kind": "slack", "url_env": "HOOK"}, "drop": {"kind": "file", "folder": "sent"}}
    drop, team = receivers(table, tmp_path, {"HOOK": "https://hooks.slack.com/services/T/B/x"})
    assert (drop.settings["folder"], team.secrets["url"].value[:8]) == (str(tmp_path / "sent"), "https://")
    assert "hooks.slack.com" not in repr(team)
    assert list(held((drop, team))) == ["https://hooks.slack.com/services/T/B/x"]
    for wrong in ({"kind": "pigeon"}, {"kind": "slack", "url": "https://x"}, {"kind": "file", "mood": "x"}, "slack"):
        with pytest.raises(ConfigError, match=r"outbox\.team"):
            receivers({"team": wrong}, tmp_path, {})
