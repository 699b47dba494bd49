"""What a resolved incident taught, as a patch to the team's documents: proposed and recorded, merged by a person."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codriver.access.git.branching import Branch
from codriver.errors import ConfigError
from codriver.journal.kinds import LessonProposed, Proposed, RuledOut, Verdict
from codriver.journal.record import Journal
from codriver.knowledge.lessons import Lesson, Resolved, propose
from codriver.model import Remedy, Symptom
from codriver.room.incidents.act import Act, current, opened, story_of
from codriver.room.incidents.branched import branched, documents_of
from codriver.room.incidents.pick import table, tables, text
from codriver.room.incidents.story import Story
from codriver.room.request import Room

MOST_SIGNS = 3
LOG_DETECTORS = ("error_burst", "first_seen_error", "telling_words", "thrown_exception")
_HASH = r"(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}"
_COMMIT = re.compile(rf"\s*(?:\((?:commit |revision )?{_HASH}\)|\b(?:commit |revision |at |@)?{_HASH}\b:?)")
_SLOT = re.compile(r"<[^<>]*>|\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """The lesson, and the branch on which it stands, if one was asked for."""

    incident: str
    lesson: Lesson
    branch: Branch | None = None


def learn(room: Room, act: Act, *, branch: bool = False) -> Taught:
    """The lesson of the resolved incident that is meant (the latest one), recorded once as proposed.

    With `branch` it is a commit on a branch of its own in the repository of the documents, on top of HEAD; what is
    checked out there is not touched, and nobody merges it but a person.

    Raises:
        ConfigError: it is not resolved, nobody said what the cause was, or there is no repository for a branch.
    """
    with opened(room) as journal:
        story = current(journal, act, ended=True) if act.incident else _latest_resolved(journal)
        lesson = propose(_resolved(story), dict(documents_of(room, committed=branch)))
        entry = LessonProposed(by=act.by, file=lesson.file, diff=lesson.patch, says=lesson.says)
        if not any((old.file, old.diff) == (entry.file, entry.diff) for _, old in story.of(LessonProposed)):
            journal.add(story.id, entry, act.now)
    return Taught(incident=story.id, lesson=lesson, branch=branched(room, act, story.id, lesson) if branch else None)


def _latest_resolved(journal: Journal) -> Story:
    stories = (story_of(journal, incident) for incident in journal.recent())
    found = next((story for story in stories if story.resolved), None)
    if found is None:
        raise ConfigError("no incident is resolved yet", hint="codriver resolve --evidence WORDS --cause 1")
    return found


def _resolved(story: Story) -> Resolved:
    ended = story.resolved
    if ended is None or not ended.suspect:
        hint = "codriver resolve --evidence WORDS --cause 1, or --suspect SERVICE --mechanism HOW --says WORDS"
        raise ConfigError("nobody recorded what the cause was", hint=hint)
    named = _hypothesis(story, ended.hypothesis)
    return Resolved(
        incident=story.id,
        service=ended.suspect,
        cause=ended.mechanism or "failing",
        says=without_commits(ended.cause) or f"{ended.suspect} fails",
        on=f"{story.rows[-1].at:%Y-%m-%d}",
        failure_mode=text(named, "failure_mode"),
        story=ended.remedy,
        trigger=without_commits(text(table(named, "change"), "what")),
        seen=tuple(_signs(story, ended.suspect))[:MOST_SIGNS],
        remedies=tuple(_remedies(story)),
        misled=tuple(out.says for _, out in story.of(RuledOut)),
    )


def without_commits(words: str) -> str:
    """A failure mode outlives the commit that showed it, which stands in the incident's record."""
    return " ".join(_COMMIT.sub("", words).split()).strip(" ,;:")


def _hypothesis(story: Story, key: str) -> Mapping[str, object]:
    return next((one for one in story.parts("hypotheses") if key and text(one, "id") == key), {})


def _signs(story: Story, suspect: str) -> Iterator[Symptom]:
    """What the suspect itself said, as signs to look for the next time. Figures that rise do so in every outage."""
    seen = set[str]()
    for one in tables(story.latest, "findings"):
        name = text(one, "name")
        if text(one, "service") != suspect or not one.get("trouble") or not name or name in seen:
            continue
        seen.add(name)
        if text(one, "detector") in LOG_DETECTORS:
            yield Symptom(signal="log", pattern=_pattern(name), with_it=0.8, without_it=0.05)


def _pattern(template: str) -> str:
    """A template as a pattern: what differs from line to line matches anything."""
    return ".*".join(re.escape(part).replace(r"\ ", " ") for part in _SLOT.split(template)[:12]) or re.escape(template)


def _remedies(story: Story) -> Iterator[Remedy]:
    """What was done and worked."""
    worked = {verdict.proposal for _, verdict in story.of(Verdict) if verdict.verdict == "worked"}
    for _, one in story.of(Proposed):
        if one.proposal in worked:
            commands = one.card.get("commands")
            command = (
                "\n".join(map(str, commands))
                if isinstance(commands, list | tuple)
                else str(one.card.get("command", ""))
            )
            yield Remedy(says=one.says, command=command, risk=one.risk or "R2")
