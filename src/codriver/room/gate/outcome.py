"""Whether a remedy worked: by the figure that was agreed on before, else by a person's word."""

from __future__ import annotations

from codriver.errors import ConfigError
from codriver.journal.kinds import Confirmed, Failed, Used, Verdict
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.pick import number, text
from codriver.room.incidents.recording import Recorded
from codriver.room.incidents.story import Story
from codriver.room.request import Room

WORKED, DID_NOT, UNCLEAR = "worked", "did not work", "unclear"
_WORDS = {"worked": WORKED, "yes": WORKED, "failed": DID_NOT, "no": DID_NOT, "unclear": UNCLEAR}


def outcome(
    room: Room, act: Act, proposal: str, said: str = "", *, measured: float | None = None, says: str = ""
) -> Recorded:
    """Record whether it worked. A measured figure is held against the after-check, and decides.

    Raises:
        ConfigError: nothing of the kind was confirmed; no verdict and no figure; a figure without an after-check.
    """
    with opened(room) as journal:
        story = current(journal, act)
        yes = _confirmed(story, proposal)
        verdict = _verdict(yes, said, measured)
        differs = bool(said) and measured is not None and _WORDS.get(said) != verdict
        entry = Verdict(
            by=act.by,
            proposal=yes.proposal,
            verdict=verdict,
            says=says,
            measured="" if measured is None else f"{measured:g}",
            details={**yes.details, "said": said} if differs else dict(yes.details),
        )
        return Recorded(
            incident=story.incident, row=journal.add(story.id, entry, act.now), nudge=_nudge(entry, differs=differs)
        )


def failed(room: Room, act: Act, proposal: str, because: str) -> Recorded:
    """Record that the last command that was let through did not run to its end: it may be tried once more.

    Raises:
        ConfigError: nothing was let through.
    """
    with opened(room) as journal:
        story = current(journal, act)
        yes = _confirmed(story, proposal)
        used = [entry for _, entry in story.of(Used) if entry.confirmation == yes.confirmation]
        if not used:
            raise ConfigError("nothing was let through yet", hint="run the confirmed command first")
        entry = Failed(by=act.by, confirmation=yes.confirmation, command=used[-1].command, because=because)
        return Recorded(incident=story.incident, row=journal.add(story.id, entry, act.now))


def _confirmed(story: Story, start: str) -> Confirmed:
    found = [entry for _, entry in story.of(Confirmed) if entry.proposal.startswith(start) and entry.role != "second"]
    if not found:
        raise ConfigError(
            f"nothing confirmed as {start or 'a proposal'}", hint="codriver propose, then codriver confirm"
        )
    return found[-1]


def _verdict(yes: Confirmed, said: str, measured: float | None) -> str:
    if measured is None:
        if said not in _WORDS:
            raise ConfigError(f"no verdict {said}".rstrip(), hint="worked, failed or unclear; or --measured NUMBER")
        return _WORDS[said]
    threshold, sign = number(yes.details, "threshold"), text(yes.details, "failed_when")
    if threshold is None:
        raise ConfigError("no figure was agreed on", hint="say worked, failed or unclear")
    beyond = {
        ">": measured > threshold,
        ">=": measured >= threshold,
        "<": measured < threshold,
        "<=": measured <= threshold,
    }
    return DID_NOT if beyond.get(sign, measured == threshold) else WORKED


def _nudge(entry: Verdict, *, differs: bool) -> str:
    if differs:
        return f"you said {entry.details.get('said')}; the figure that was agreed on says: {entry.verdict}"
    return "take it back as the card says, or propose the next remedy" if entry.verdict == DID_NOT else ""
