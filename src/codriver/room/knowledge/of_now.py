"""The folders of documents beside what the incident worked on last was asked about."""

from pathlib import Path

from codriver.access.files.walk import Found
from codriver.errors import CodriverError
from codriver.journal.kinds import Asked
from codriver.room.incidents.act import opened, story_of
from codriver.room.papers import KNOWLEDGE, papers
from codriver.room.request import Room


def folders_of_now(room: Room, *, beside: bool) -> tuple[Path, ...]:
    """The configured folders and, `beside` them or where there are none, those of the incident worked on last.

    Empty where there is neither: whoever asks then looks where they stand.
    """
    if room.knowledge and not beside:
        return room.knowledge
    return tuple(dict.fromkeys((*room.knowledge, *_of_the_incident(room))))


def _of_the_incident(room: Room) -> list[Path]:
    try:
        with opened(room) as journal:
            last = journal.latest()
            asked = [one for _, one in story_of(journal, last.id).of(Asked)] if last else []
    except CodriverError:
        return []  # the documents are no less readable for a journal that is not
    roots = dict.fromkeys(Path(path) for one in asked for path in (*one.paths, *one.repositories))
    return [folder for root in roots if root.is_dir() for folder in _below(root)]


def _below(root: Path) -> list[Path]:
    if root.name in KNOWLEDGE:
        return [root]
    found = dict[Path, None]()
    for item in papers(root):
        parts = item.name.split("/")[:-1] if isinstance(item, Found) else []
        at = next((number for number, part in enumerate(parts, 1) if part in KNOWLEDGE), 0)
        if at:
            found[root.joinpath(*parts[:at])] = None
    return list(found)
