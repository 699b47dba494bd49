"""The lines of code that write the log lines of an incident: those of errors that are new or more frequent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase import questions
from codriver.codebase.answers import Tier
from codriver.errors import ConfigError
from codriver.model import Citation, CodeLine, Observation, Ref, Signal, Situation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codriver.codebase.opened import Codebase
    from codriver.room.code.deployed import Deployed

MOST_LINES = 3  # of one service
LEVELS = frozenset({"error", "fatal", "critical", "panic", "alert", "emergency"})
LONGEST = 80


def logged_by(situation: Situation) -> list[Observation]:
    """Log lines of errors that are new or more frequent than before, the most frequent first."""
    found = [o for o in situation.observations if o.signal == Signal.LOG and o.level.lower() in LEVELS]
    new = [o for o in found if not (o.before and o.deviation < 1)]
    return sorted(new, key=lambda seen: (seen.service, -seen.count, seen.id))


def log_lines(base: Codebase, where: Deployed, logged: Sequence[Observation]) -> Iterator[CodeLine]:
    """The line that writes each, when one is likely enough."""
    for seen in logged[:MOST_LINES]:
        try:
            site = next(iter(questions.emits(base, seen.name).sites), None)
        except ConfigError:
            continue  # a line without words
        if site is not None and site.tier.rank <= Tier.LIKELY.rank:
            yield CodeLine(
                file=site.file,
                line=site.line,
                function=site.function,
                service=seen.service,
                says=f"writes \u201c{seen.name[:LONGEST]}\u201d ({site.tier})",
                cites=(Citation(Ref("git", f"{where.name}@{where.rev}:{site.file}"), site.code), *seen.cites[:1]),
            )
