"""Drafts of an incident: written from the record, edited as versions, reviewed against the rules, approved by name."""

import hashlib
from dataclasses import dataclass, replace
from difflib import unified_diff

from codriver.drafts.facts import Facts
from codriver.drafts.kinds import AUDIENCES, KINDS, UPDATE
from codriver.drafts.lint import lint
from codriver.drafts.rules import Offence, Words
from codriver.errors import ConfigError, NotConfirmed
from codriver.journal.kinds import Approved, Drafted, Reopened
from codriver.journal.record import Journal
from codriver.journal.rows import Row
from codriver.model import Incident, content_id
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.facts import facts_of
from codriver.room.incidents.story import Story, told
from codriver.room.request import Room

__all__ = ["AUDIENCES", "KINDS", "Offence", "Seen", "approve", "draft", "review"]  # what doors see of drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A version of a draft: who stands for it, what is wrong with it, how it differs from the one before."""

    incident: Incident
    draft: str
    form: str
    audience: str
    version: int
    text: str
    written_by: str
    approved_by: str
    reopened: str
    offences: tuple[Offence, ...]
    diff: str

    @property
    def blocked(self) -> bool:
        """Whether something stands in the way of approval."""
        return any(one.blocks for one in self.offences)


def draft(room: Room, act: Act, form: str, audience: str = "") -> Seen:
    """Write a draft from the record, as the next version of the one of that form and audience.

    Raises:
        ConfigError: no such form or audience.
    """
    audience = audience or ("internal" if form == UPDATE else "")
    if (form, audience) not in KINDS:
        known = ", ".join(" --audience ".join(filter(None, one)) for one in KINDS)
        raise ConfigError(f"no draft `{form}{' ' + audience if audience else ''}`", hint=f"known: {known}")
    with opened(room) as journal:
        story = current(journal, act, ended=True)
        facts = facts_of(story, act.now)
        key = key_of(story, form, audience)
        entry = _next(
            story, key, Drafted(by=act.by, draft=key, form=form, audience=audience, text=KINDS[form, audience](facts))
        )
        row = journal.add(story.id, replace(entry, facts=facts.digest()), act.now)
        return _seen(_after(story, row), key, act)


def key_of(story: Story, form: str, audience: str = "") -> str:
    """The id of the draft of that form and audience, written already or not."""
    return content_id("d", (story.id, form, audience))


def review(room: Room, act: Act, which: str = "", text: str | None = None) -> Seen:
    """A draft with what the rules say of it now; with `text`, that becomes its next version first.

    Raises:
        ConfigError: there is no such draft.
    """
    with opened(room) as journal:
        story = _checked(journal, current(journal, act, ended=True), act)
        key = _named(story, which)
        if text is not None:
            last = _versions(story, key)[-1][1]
            entry = replace(
                last, by=act.by, text=text, version=last.version + 1, facts=facts_of(story, act.now).digest()
            )
            story = _after(story, journal.add(story.id, entry, act.now))
        return _seen(story, key, act)


def approve(room: Room, act: Act, which: str = "", because: str = "") -> Seen:
    """Stand for the latest version of a draft.

    Raises:
        NotConfirmed: the rules block it.
    """
    with opened(room) as journal:
        story = current(journal, act, ended=True)
        key = _named(story, which)
        seen = _seen(story, key, act)
        if seen.blocked:
            first = next(one for one in seen.offences if one.blocks)
            what = f"line {first.line}: {first.says} ({first.rule})"
            raise NotConfirmed(f"{key} version {seen.version} cannot be approved: {what}", hint=first.hint)
        entry = Approved(
            by=act.by,
            draft=key,
            version=seen.version,
            digest=digest(seen.text),
            facts=facts_of(story, act.now).digest(),
            because=because,
        )
        return _seen(_after(story, journal.add(story.id, entry, act.now)), key, act)


def digest(text: str) -> str:
    """Names exactly these words."""
    return hashlib.sha256(text.encode()).hexdigest()


def standing(story: Story, key: str) -> Approved | None:
    """The approval that holds for the latest version of the draft; None when there is none, or it was reopened."""
    version = _versions(story, key)[-1][1].version
    held: Approved | None = None
    for _, entry in story.typed:
        if isinstance(entry, Approved) and (entry.draft, entry.version) == (key, version):
            held = entry
        elif isinstance(entry, Reopened) and (entry.draft, entry.version) == (key, version):
            held = None
    return held


def draft_of(story: Story, which: str) -> Drafted:
    """The latest version of the draft that is meant."""
    return _versions(story, _named(story, which))[-1][1]


def reopen_what_changed(journal: Journal, story: Story, act: Act) -> Story:
    """The story after approvals whose facts have changed since were reopened. Only updates not yet superseded count."""
    facts: Facts | None = None
    for key in {entry.draft: None for _, entry in story.of(Drafted)}:
        approval = standing(story, key)
        facts = facts or facts_of(story, act.now)
        if approval and approval.facts != facts.digest():
            because = "the facts changed since it was approved"
            entry = Reopened(draft=key, version=approval.version, because=because)
            story = _after(story, journal.add(story.id, entry, act.now))
    return story


def _checked(journal: Journal, story: Story, act: Act) -> Story:
    return reopen_what_changed(journal, story, act)


def _next(story: Story, key: str, entry: Drafted) -> Drafted:
    versions = _versions(story, key)
    return replace(entry, version=versions[-1][1].version + 1 if versions else 1)


def _versions(story: Story, key: str) -> list[tuple[Row, Drafted]]:
    return [(row, entry) for row, entry in story.of(Drafted) if entry.draft == key]


def _named(story: Story, which: str) -> str:
    """The draft whose id begins so, the form (and audience) that it has, or the latest one."""
    drafts = [entry for _, entry in story.of(Drafted)]
    if not drafts:
        raise ConfigError("no draft yet", hint="codriver draft update")
    if not which:
        return drafts[-1].draft
    found = {one.draft for one in drafts if one.draft.startswith(which) or which in (one.form, one.audience)}
    if len(found) != 1:
        known = ", ".join(
            dict.fromkeys(f"{one.draft} ({one.form} {one.audience})".replace(" )", ")") for one in drafts)
        )
        raise ConfigError(f"{'several drafts are' if found else 'no draft'} {which}", hint=f"known: {known}")
    return found.pop()


def _after(story: Story, row: Row) -> Story:
    return told(story.incident, (*story.rows, row))


def _seen(story: Story, key: str, act: Act) -> Seen:
    versions = _versions(story, key)
    last = versions[-1][1]
    before = versions[-2][1].text if len(versions) > 1 else ""
    approval = standing(story, key)
    reopened = [one.because for _, one in story.of(Reopened) if (one.draft, one.version) == (key, last.version)]
    words = Words(form=last.form, audience=last.audience, text=last.text)
    return Seen(
        incident=story.incident,
        draft=key,
        form=last.form,
        audience=last.audience,
        version=last.version,
        text=last.text,
        written_by=last.by,
        approved_by=approval.by if approval else "",
        reopened=reopened[-1] if reopened and not approval else "",
        offences=lint(words, facts_of(story, act.now)),
        diff="\n".join(_diff(before, last.text, last.version)) if before else "",
    )


def _diff(before: str, text: str, version: int) -> list[str]:
    names = (f"version {version - 1}", f"version {version}")
    return list(unified_diff(before.splitlines(), text.splitlines(), *names, lineterm=""))
