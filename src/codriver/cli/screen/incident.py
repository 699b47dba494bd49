"""The screens of one incident: what was recorded, where it stands, its timeline, what changed, whether it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.cli.screen.figures import clock, day_and_clock, percent
from codriver.cli.screen.page import Page, para
from codriver.room.words import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from codriver.model import Incident
    from codriver.room.incidents.checking import Looked
    from codriver.room.incidents.overview import Overview
    from codriver.room.incidents.recording import Recorded
    from codriver.room.incidents.since import Moved, Since
    from codriver.room.incidents.story import Story
    from codriver.room.incidents.timeline import Line
    from codriver.room.incidents.verifying import Verified

_IN, _DEEP = "  ", "    "


def recorded_lines(recorded: Recorded, *, width: int = 80) -> list[str]:
    """One line for the row; the nudge below it, when there is one."""
    row, page = recorded.row, Page(width=width)
    lines = para(page, f"{row.kind} recorded as {row.incident}#{row.number} ({recorded.incident.title})")
    lines += para(page, recorded.nudge, first="NUDGE: ", indent=_IN) if recorded.nudge else []
    return [safe(line) for line in lines]


def overview_lines(seen: Overview, *, width: int = 80) -> list[str]:
    """Status, who is who, what leads, what waits."""
    page, incident = Page(width=width), seen.incident
    severity = f"{incident.severity}, " if incident.severity else ""
    lines = para(page, f"{severity}{incident.status.value}: {incident.title} ({incident.id})", indent=_IN, first="")
    lines += [f"{_IN}opened {day_and_clock(seen.opened_at)}"] if seen.opened_at else []
    lines += para(page, "; ".join(f"{role}: {who}" for role, who in seen.roles) or "nobody has a role", first=_IN)
    lines += para(page, _leads(seen), first=f"{_IN}", indent=_DEEP)
    lines += [f"{_IN}{seen.answers} checks answered, {seen.proposals} proposals without an outcome"]
    for check in seen.checks[:3]:
        lines += para(page, f"{check.get('id')}: {check.get('ask')}", first=f"{_IN}to check: ", indent=_DEEP)
    lines += [f"{_IN}draft waits for a name: {draft}" for draft in seen.waiting]
    for reminder in seen.reminders:
        lines += para(page, reminder, first="REMINDER: ", indent=_IN)
    return [safe(line) for line in lines]


def _leads(seen: Overview) -> str:
    if not seen.assessed_at:
        return "not assessed yet"
    at = clock(seen.assessed_at)
    return f"at {at} {seen.outcome.replace('_', ' ')}: {seen.leader.get('says') or 'no cause named'}"


def known_lines(stories: Iterable[Story], *, width: int = 80) -> list[str]:
    """One incident a line, the one worked on last first."""
    lines = []
    for story in stories:
        one = story.incident
        opened = day_and_clock(story.opened_at) if story.opened_at else ""
        text = f"{story.id}  {one.severity or '-'}  {one.status.value}  {opened}  {one.title}"
        lines.append(safe(text, width=width))
    return lines or ["no incidents are known here"]


def timeline_of_incident_lines(incident: Incident, lines: Iterable[Line], *, width: int = 80) -> list[str]:
    """UTC, who, what; the row's number last."""
    page = Page(width=width)
    shown = [f"{incident.title} ({incident.id}), all times UTC"]
    for one in lines:
        by = f"{one.by}: " if one.by else ""
        text = f"{one.kind}: {by}{one.says} [#{one.id.rpartition('#')[2]}]"
        shown += para(page, text, first=f"{day_and_clock(one.at)}  ", indent=_DEEP)
    return [safe(line) for line in shown]


def since_lines(since: Since, *, width: int = 80) -> list[str]:
    """What changed since the assessment before, and why."""
    if since.first:
        return []
    page = Page(width=width)
    lines = ["SINCE THE LAST ASSESSMENT" + (": nothing changed" if since.nothing else "")]
    lines += [line for text in since.told for line in para(page, text, first=f"{_IN}because ", indent=_DEEP)]
    if since.leader != since.leader_before:
        text = f"the leader was: {since.leader_before or 'none'}; now: {since.leader or 'none'}"
        lines += para(page, text, first=_IN, indent=_DEEP)
    if since.outcome != since.outcome_before:
        lines += [f"{_IN}{since.outcome_before} -> {since.outcome}".replace("_", " ")]
    for one in since.moved:
        lines += [line for text in _moved(one) for line in para(page, text, first=_IN, indent=_DEEP)]
    news = (("new: ", since.findings), ("new change: ", since.changes), ("seen now: ", since.gaps_closed))
    for word, texts in (*news, ("not seen now: ", since.gaps_new)):
        lines += [line for text in texts for line in para(page, text, first=f"{_IN}{word}", indent=_DEEP)]
    return [safe(line) for line in lines]


def _moved(one: Moved) -> Iterator[str]:
    place = f"{_place(one.place_before)} -> {_place(one.place)}" if one.place_before != one.place else _place(one.place)
    stands = f"{one.standing_before or 'new'} -> {one.standing or 'gone'}"
    standing = stands if one.standing_before != one.standing else one.standing
    old, new = one.probability_before, one.probability
    chance = f", {percent(old)} -> {percent(new)}" if old is not None and new is not None else ""
    yield f"{place}, {standing}{chance}: {one.says}"
    yield from (f"  + {text}" for text in one.gained[:3])
    yield from (f"  - {text}" for text in one.lost[:3])


def _place(place: int) -> str:
    return f"{place}." if place else "off the list"


def verified_lines(found: Iterable[Verified], *, width: int = 80) -> list[str]:
    """Whether each record is whole, what is wrong with it, and the line to keep elsewhere."""
    page, lines = Page(width=width), []
    for one in found:
        lines += [f"{one.incident}: {'whole' if one.sound else 'NOT as it was written'}, {one.rows} rows"]
        lines += [line for fault in one.faults for line in para(page, fault, first=_IN, indent=_DEEP)]
        lines += [f"{_IN}{one.checkpoint.line()}"] if one.checkpoint else []
    return [safe(line) for line in lines]


def looked_lines(looked: Looked) -> list[str]:
    """The question, whom it was asked, and what came back; the row that keeps it."""
    lines = [looked.ask, f"asked: {looked.query}", *(f"  {line}" for line in looked.lines)]
    lines += [f"kept as #{looked.row}; what it means: codriver incident answer {looked.check} yes|no"]
    return [safe(line) for line in lines]
