"""Open what an id on a screen stands for: from the incident's record, which outlives the logs it was read from."""

from dataclasses import dataclass

from codriver.errors import ConfigError
from codriver.journal.record import Journal
from codriver.journal.rows import Row
from codriver.model import Ref, iso
from codriver.room.incidents.act import opened
from codriver.room.request import Room
from codriver.room.told_parts import hypothesis_lines, meaning_of

LISTED = ("hypotheses", "ruled_out", "gaps", "changes", "checks", "runbooks", "findings", "mitigations")
SHORTEST = 4  # a prefix and two digits
KINDS = {"hypotheses": "hypothesis", "ruled_out": "hypothesis", "mitigations": "proposal"}
WANT = "copy an id from the answer, such as c-1a2b3c4d5e; `codriver triage` prints them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What an id stands for: a citation with its quote, or another part of an assessment as lines of text."""

    id: str
    incident: str
    kind: str
    ref: Ref | None = None
    quote: str = ""
    lines: tuple[str, ...] = ()


def show(room: Room, id: str) -> Shown:  # noqa: A002 - the word that users and screens know
    """What `id`, or the beginning of one, stands for in the incidents remembered here.

    Raises:
        ConfigError: nothing is known by that id, or several things are.
        JournalError: the record cannot be read.
    """
    start = id.strip().strip("[]")
    with opened(room) as journal:
        if "#" in start:
            return _row(journal, start)
        kept = journal.citation(start) if start.startswith("c-") else None
        if kept:
            cite = kept.citation
            means = _meaning(cite.id, journal.rows(kept.incident))
            return Shown(
                id=cite.id, incident=kept.incident, kind="citation", ref=cite.ref, quote=cite.quote, lines=means
            )
        found = _incident(start, journal.rows(start)) or _remembered(journal, start)
    if found is None:
        raise ConfigError(f"nothing here is known as {id}", hint=WANT)
    return found


def _meaning(cite: str, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """What the latest assessment that uses the citation makes of it."""
    told = (meaning_of(cite, dict(row.body)) for row in reversed(rows) if "findings" in row.body)
    return next((lines for lines in told if lines), ())


def _row(journal: Journal, start: str) -> Shown:
    incident, _, number = start.partition("#")
    row = next((row for row in journal.rows(incident) if str(row.number) == number), None)
    if row is None:
        raise ConfigError(f"no row {start}", hint="`codriver incident timeline` names them")
    lines = (f"at: {iso(row.at)}", *_lines(dict(row.body)), f"seal: {row.hash}")
    return Shown(id=start, incident=incident, kind=row.kind, lines=lines)


def _incident(start: str, rows: tuple[Row, ...]) -> Shown | None:
    if not rows or rows[0].incident != start:
        return None
    lines = tuple(f"{iso(row.at)}  {row.kind}" for row in rows)
    return Shown(id=start, incident=start, kind="incident", lines=lines)


def _remembered(journal: Journal, start: str) -> Shown | None:
    """The part that bears the id, of the incident worked on last that has one."""
    parts = (_part(start, journal.rows(incident)) for incident in journal.recent())
    return next((part for part in parts if part), None)


def _part(start: str, rows: tuple[Row, ...]) -> Shown | None:
    """A part of the incident's latest assessment that bears the id."""
    for row in reversed(rows):
        for name in LISTED:
            for item in row.body.get(name, ()):
                if len(start) >= SHORTEST and str(item.get("id", "")).startswith(start):
                    kind = KINDS.get(name, name.rstrip("s"))
                    lines = hypothesis_lines(item) if kind == "hypothesis" else _lines(item)
                    return Shown(id=item["id"], incident=row.incident, kind=kind, lines=lines)
    return None


def _lines(item: object, indent: str = "") -> tuple[str, ...]:
    """Nested JSON as indented lines, empty values left out."""
    if isinstance(item, dict):
        kept = [(key, value) for key, value in item.items() if value not in (None, "", [], {})]
        nested = [(key, _lines(value, f"{indent}  ")) for key, value in kept]
        return tuple(
            line
            for key, lines in nested
            for line in ((f"{indent}{key}: {lines[0].strip()}",) if len(lines) == 1 else (f"{indent}{key}:", *lines))
        )
    if isinstance(item, list):
        return tuple(line for value in item for line in _lines(value, indent))
    return (f"{indent}{item}",)
