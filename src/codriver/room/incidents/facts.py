"""From the story of an incident to what its drafts may say: pure, and from the record alone."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations

from codriver.drafts.facts import Earlier, Facts, Said, numbers_in
from codriver.drafts.kinds import UPDATE
from codriver.journal.kinds import (
    Answered,
    Approved,
    Confirmed,
    Drafted,
    HandedOver,
    Note,
    Proposed,
    Resolved,
    RuledOut,
    StatusSet,
    Used,
    Verdict,
    Voided,
)
from codriver.model import UNNAMED, Status, iso
from codriver.room.incidents.answering import UNCLEAR
from codriver.room.incidents.overview import CADENCE, USUAL
from codriver.room.incidents.pick import Table, number, table, text, texts
from codriver.room.incidents.story import Story
from codriver.room.incidents.timeline import Line, lines_of

TAGS = ("data", "workaround", "went well", "went badly", "lucky", "contributing", "action")
_NEARLY_NONE = 0.001


def facts_of(story: Story, now: datetime) -> Facts:
    """Everything that a draft of this incident may say, at this moment."""
    impact = table(story.latest, "impact")
    ended = story.resolved
    every = CADENCE.get(story.incident.severity, USUAL)
    facts = Facts(
        incident=story.incident,
        taken=now,
        next_update=_on_the_quarter(now + min(every, timedelta(hours=1))),
        status=story.incident.status.value,
        onset=_time(text(impact, "since")) or story.incident.onset,
        seen_until=_time(text(table(story.latest, "window"), "until")),
        opened_at=story.opened_at,
        resolved_at=next((row.at for row, _ in reversed(story.of(Resolved))), None) if ended else None,
        resolved_by=ended.by if ended else "",
        evidence=ended.evidence if ended else "",
        impact=text(impact, "says"),
        failing=texts(impact, "failing"),
        share=_share(number(impact, "share")),
        cause=_cause(story),
        leader=_leader(story),
        standing=next((text(one, "standing") for one in story.parts("hypotheses")), ""),
        trigger=_trigger(story),
        others=tuple(_assessed(story, one, "says") for one in story.parts("hypotheses")[1:4]),
        ruled_out=tuple(_ruled_out(story)),
        remedies=tuple(_remedies(story)),
        checks=tuple(_open_checks(story))[:3],
        gaps=tuple(_gap(story, one) for one in story.parts("gaps")),
        timeline=tuple(_said(line) for line in lines_of(story) if line.kind not in ("draft", "approval", "reopened")),
        roles=tuple(sorted(story.roles.items())),
        handed=_handed(story),
        people=frozenset(_people(story)),
        services=frozenset(text(one, "name") for one in story.parts("services") if text(one, "name")) - {UNNAMED},
        vendors=frozenset(text(one, "name") for one in story.parts("services") if one.get("external") is True),
        tagged=_tagged(story),
        earlier=tuple(_earlier(story)),
    )
    return _numbered(story, facts)


def _on_the_quarter(at: datetime) -> datetime:
    """The quarter of an hour at or before: a time that people can keep."""
    return at.replace(minute=at.minute - at.minute % 15, second=0, microsecond=0)


def _time(said: str) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def _share(share: float | None) -> str:
    if share is None or share < _NEARLY_NONE:
        return ""
    return f"{share * 100:.0f} %" if share >= 0.1 else f"{share * 100:.1f} %"  # noqa: PLR2004 - as screens say it


def _cause(story: Story) -> Said | None:
    """What a named person recorded: in the end, or when they said that it is identified."""
    for row, entry in reversed(story.typed):
        cite = f"{row.incident}#{row.number}"
        if isinstance(entry, Resolved) and entry.cause:
            return Said(says=entry.cause, cite=cite, at=row.at, by=entry.by)
        if isinstance(entry, StatusSet) and entry.status == Status.INVESTIGATING:
            return None
        if isinstance(entry, StatusSet) and entry.status == Status.IDENTIFIED and entry.because:
            return Said(says=entry.because, cite=cite, at=row.at, by=entry.by)
    return None


def _leader(story: Story) -> Said | None:
    first = next(iter(story.parts("hypotheses")), None)
    return _assessed(story, first, "says") if first else None


def _assessed(story: Story, part: Table, word: str) -> Said:
    return Said(says=text(part, word), cite=f"{story.id}#{story.assessments[-1].number}", kind=text(part, "id"))


def _open_checks(story: Story) -> Iterator[Said]:
    """The checks of the latest assessment that nobody has answered yet; `unclear` is no answer."""
    answered = {entry.check for _, entry in story.of(Answered) if entry.answer != UNCLEAR}
    yield from (_assessed(story, one, "ask") for one in story.parts("checks") if text(one, "id") not in answered)


def _handed(story: Story) -> Said | None:
    """To whom it was handed last."""
    for row, entry in reversed(story.of(HandedOver)):
        return Said(says=entry.to, cite=f"{row.incident}#{row.number}", at=row.at, by=entry.by)
    return None


def _gap(story: Story, gap: Table) -> Said:
    told = _assessed(story, gap, "what")
    return Said(says=f"{told.says}: {text(gap, 'why')}", cite=told.cite)


def _trigger(story: Story) -> Said | None:
    """The change that the confirmed hypothesis names."""
    ended = story.resolved
    for one in (*story.parts("hypotheses"), *story.parts("ruled_out")):
        if ended and ended.hypothesis == text(one, "id") and table(one, "change"):
            change = table(one, "change")
            kind, service, version, what, at = (
                text(change, key) for key in ("kind", "service", "version", "what", "at")
            )
            return Said(
                says=f"{kind} of {service}, {version}: {what}, at {at}",
                cite=f"{story.id}#{story.assessments[-1].number}",
            )
    return None


def _ruled_out(story: Story) -> Iterator[Said]:
    for row, out in story.of(RuledOut):
        cite = f"{row.incident}#{row.number}"
        yield Said(says=f"{out.says}: disproved by: {out.because}", cite=cite, at=row.at, by=out.by)


def _remedies(story: Story) -> Iterator[Said]:
    """Each proposal as it stands now: proposed, confirmed, used, or with its outcome."""
    verdicts = {entry.proposal: (row, entry) for row, entry in story.of(Verdict)}
    for row, one in {entry.proposal: (row, entry) for row, entry in story.of(Proposed)}.values():
        cite, state = f"{row.incident}#{row.number}", _confirmed(story, one)
        if one.proposal in verdicts:
            judged, verdict = verdicts[one.proposal]
            cite, state = f"{judged.incident}#{judged.number}", verdict.verdict
        shown = "proposed, not confirmed" if state == "proposed" else state
        yield Said(says=f"{one.says} ({shown})", cite=cite, at=row.at, by=one.by, kind=state)


def _confirmed(story: Story, proposed: Proposed) -> str:
    """How far it came: `used`, `confirmed` (not voided since, the worst risk by two people), or only `proposed`."""
    given = {one.confirmation: one.role for _, one in story.of(Confirmed) if one.proposal == proposed.proposal}
    if not given.keys().isdisjoint(one.confirmation for _, one in story.of(Used)):
        return "used"
    voided = {one.confirmation for _, one in story.of(Voided)}
    roles = {role for key, role in given.items() if key not in voided}
    waits = proposed.risk == "R3" and roles == {"first"}
    return "confirmed" if roles and not waits else "proposed"


def _said(line: Line) -> Said:
    return Said(says=line.says, cite=line.id, at=line.at, by=line.by, kind=line.kind)


def _people(story: Story) -> Iterator[str]:
    yield from (entry.by for _, entry in story.typed if entry.by)
    yield from story.roles.values()
    yield from (entry.to for _, entry in story.of(HandedOver) if entry.to)


def _tagged(story: Story) -> Mapping[str, tuple[Said, ...]]:
    found: dict[str, tuple[Said, ...]] = {}
    for row, note in story.of(Note):
        tag, colon, says = note.says.partition(":")
        if colon and tag.strip().lower() in TAGS:
            one = Said(says=says.strip(), cite=f"{row.incident}#{row.number}", at=row.at, by=note.by)
            found[tag.strip().lower()] = (*found.get(tag.strip().lower(), ()), one)
    return found


def _earlier(story: Story) -> Iterator[Earlier]:
    approved = {(one.draft, one.version) for _, one in story.of(Approved)}
    for row, draft in story.of(Drafted):
        if draft.form == UPDATE and (draft.draft, draft.version) in approved:
            status = draft.text.partition(":")[0].strip().split(" ")[-1].lower()
            yield Earlier(audience=draft.audience, status=status, text=draft.text, at=row.at, approved=True)


def _numbered(story: Story, facts: Facts) -> Facts:
    """The facts with every number that they hold, and those that follow: durations between their times."""
    moments = [at for at in (facts.onset, facts.opened_at, facts.resolved_at, facts.next_update, facts.taken) if at]
    told = [str(row.body) for row in story.rows if row.kind != "draft"]
    clocks = [iso(row.at) for row in story.rows] + [f"{at:%H:%M} {iso(at)}" for at in moments]
    spans = [f"{round(abs((b - a).total_seconds()) / 60)}" for a, b in combinations(moments, 2)]
    words = " ".join([*told, *clocks, *spans, facts.share, facts.impact, facts.incident.title, str(len(facts.failing))])
    return replace(facts, numbers=frozenset(numbers_in(words.replace("T", " ").replace("Z", " ").replace("-", " "))))
