"""What differs between a baseline window and the incident window: new, vanished, more, less, reworded.

    judged(counts)                      # counts per slice of time -> a Verdict each: chance and load are no change
    compared(table, before, after)      # the same for a LogTable, worst first
    first_seen(table, before, after)    # errors that the baseline does not know, in order of time
    shifted(table, before, after)       # slots of a template that hold other values than before
    cuts(table, before, after, callers) # lines that are missing beside those with which they always came

A change is told when the incident's count is one that the baseline's own unevenness, and the load that all patterns
share, would hardly give; when that stays so among all patterns looked at; and when it is large enough to matter.
"""

from codriver.telemetry.logs.changes.comparing import Changed, FirstSeen, Span, compared, first_seen, unseen
from codriver.telemetry.logs.changes.cutting import Cut, cuts
from codriver.telemetry.logs.changes.judging import Kind, Slices, Verdict, judged
from codriver.telemetry.logs.changes.shifting import Shifted, shifted

__all__ = [
    "Changed",
    "Cut",
    "FirstSeen",
    "Kind",
    "Shifted",
    "Slices",
    "Span",
    "Verdict",
    "compared",
    "cuts",
    "first_seen",
    "judged",
    "shifted",
    "unseen",
]
