"""The rows of one incident folded into what holds now: status, severity, who is who, the latest assessment."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from codriver.journal.kinds import Entry, Joined, Resolved, SeveritySet, StatusSet, read
from codriver.journal.rows import Row
from codriver.model import Incident, Status
from codriver.room.incidents.pick import Table, tables

ASSESSMENT = "assessment"
_E = TypeVar("_E", bound=Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """`incident` has its present status and severity. `typed` pairs every row of a typed kind with its value."""

    incident: Incident
    rows: tuple[Row, ...]
    typed: tuple[tuple[Row, Entry], ...]

    @property
    def id(self) -> str:
        return self.rows[0].incident if self.rows else self.incident.id

    @property
    def opened_at(self) -> datetime | None:
        return self.rows[0].at if self.rows else None

    @property
    def assessments(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.kind == ASSESSMENT)

    @property
    def latest(self) -> Table:
        """The body of the latest assessment; empty when there is none."""
        found = self.assessments
        return found[-1].body if found else {}

    @property
    def roles(self) -> dict[str, str]:
        """Role -> who has it now."""
        return {entry.role: entry.who for _, entry in self.of(Joined)}

    @property
    def resolved(self) -> Resolved | None:
        """How it ended; None while it is open, also when it was opened again."""
        status = [entry for _, entry in self.typed if isinstance(entry, Resolved | StatusSet)]
        last = status[-1] if status else None
        if isinstance(last, StatusSet) and last.status != Status.RESOLVED:
            return None
        ends = [entry for entry in status if isinstance(entry, Resolved)]
        return ends[-1] if ends else None

    def of(self, kind: type[_E]) -> tuple[tuple[Row, _E], ...]:
        """The rows of that kind with their values, in order."""
        return tuple((row, entry) for row, entry in self.typed if isinstance(entry, kind))

    def parts(self, name: str) -> tuple[Table, ...]:
        """A list of the latest assessment: its hypotheses, checks, gaps ..."""
        return tables(self.latest, name)


def told(incident: Incident, rows: Iterable[Row]) -> Story:
    """The story of an incident from its rows."""
    rows = tuple(rows)
    typed = tuple((row, entry) for row in rows if (entry := read(row)) is not None)
    for _, entry in typed:
        if isinstance(entry, SeveritySet):
            incident = replace(incident, severity=entry.severity)
        elif isinstance(entry, StatusSet):
            incident = replace(incident, status=Status(entry.status))
        elif isinstance(entry, Resolved):
            incident = replace(incident, status=Status.RESOLVED)
    return Story(incident=incident, rows=rows, typed=typed)
