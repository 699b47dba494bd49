"""Hand an approved draft to a receiver, once. That it leaves is recorded first: a crash sends nothing twice."""

from dataclasses import dataclass, replace

from codriver.errors import AlreadyRecorded, ConfigError, NotConfirmed, SourceError
from codriver.journal.kinds import Drafted, Sending, Sent
from codriver.model import Incident
from codriver.outbox.kinds import send
from codriver.outbox.letter import Letter, Receiver
from codriver.redact.egress import redact
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.drafting import digest, draft_of, reopen_what_changed, standing
from codriver.room.incidents.story import Story
from codriver.room.receivers import held
from codriver.room.request import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What went, to whom, and the receiver's own receipt."""

    incident: Incident
    draft: str
    version: int
    to: str
    receipt: str


def deliver(room: Room, act: Act, which: str, to: str, *, again: bool = False) -> Delivered:
    """Send the latest version of the draft to the receiver of that name.

    `again` sends although it is not known whether the last attempt arrived.

    Raises:
        NotConfirmed: nobody stands for these words, or the facts changed since.
        AlreadyRecorded: it went already, or may have gone.
        SourceError: the receiver did not take it; that is recorded too.
    """
    receiver = _receiver(room, to)
    with opened(room) as journal:
        story = reopen_what_changed(journal, current(journal, act, ended=True), act)
        draft = draft_of(story, which)
        letter = _letter(story, draft, receiver, room)
        attempt = _attempt(story, draft, to, again=again)
        sending = Sending(by=act.by, draft=draft.draft, version=draft.version, to=to, attempt=attempt)
        journal.add(story.id, sending, act.now)
        sent = Sent(by=act.by, draft=draft.draft, version=draft.version, to=to)
        try:
            receipt = send(letter, receiver)
        except SourceError as error:
            journal.add(story.id, replace(sent, went=False, receipt=error.message), act.now)
            raise
        journal.add(story.id, replace(sent, receipt=receipt), act.now)
    return Delivered(incident=story.incident, draft=draft.draft, version=draft.version, to=to, receipt=receipt)


def _receiver(room: Room, to: str) -> Receiver:
    found = next((one for one in room.outbox if one.name == to), None)
    if found is None:
        known = ", ".join(one.name for one in room.outbox) or "none: add [outbox.NAME] to codriver.toml"
        raise ConfigError(f"no receiver {to}", hint=f"known: {known}")
    missing = next((one.missing for one in found.secrets.values() if one.missing), "")
    if missing:
        raise ConfigError(f"outbox.{to}: {missing}", hint="set it where codriver runs")
    return found


def _letter(story: Story, draft: Drafted, receiver: Receiver, room: Room) -> Letter:
    approval = standing(story, draft.draft)
    if approval is None or approval.digest != digest(draft.text):
        hint = f"codriver incident review, then codriver incident approve {draft.draft}"
        raise NotConfirmed(f"nobody stands for version {draft.version} of {draft.draft}", hint=hint)
    if redact(draft.text, held(room.outbox)).spans:
        raise NotConfirmed(f"{draft.draft} holds a secret", hint="take it out: codriver incident review --text FILE")
    receipts = [one.receipt for _, one in story.of(Sent) if one.to == receiver.name and one.went]
    return Letter(
        title=draft.text.partition("\n")[0].partition(": ")[2] or story.incident.title,
        text=draft.text,
        status=story.incident.status.value,
        incident=story.id,
        approved_by=approval.by,
        digest=approval.digest,
        earlier=receipts[-1] if receipts else "",
    )


def _attempt(story: Story, draft: Drafted, to: str, *, again: bool) -> int:
    """Which attempt this is. One that failed may be repeated; one that may have arrived, only on purpose."""
    key = (draft.draft, draft.version, to)
    tried = [one for _, one in story.of(Sending) if (one.draft, one.version, one.to) == key]
    ended = [one for _, one in story.of(Sent) if (one.draft, one.version, one.to) == key]
    if any(one.went for one in ended):
        raise AlreadyRecorded(f"{draft.draft} version {draft.version} went to {to} already", hint="write a new version")
    if len(tried) > len(ended) and not again:
        hint = "look whether it arrived; --again sends it once more"
        raise AlreadyRecorded(f"it is not known whether {draft.draft} arrived at {to}", hint=hint)
    return len(tried) + 1
