"""Log rows kept in phases (`[time, service, line, phase]`): what is normal is laid right before the incident.

Rows without a phase stay where they are. A stamp far from the rest of its phase is none: such rows are left out.
"""

from collections.abc import Sequence
from statistics import median
from typing import Any

STRAY_S = 86_400.0
NEXT_S = 10.0  # phases that follow each other so closely stay where they are
Row = Sequence[Any]


def laid(rows: Sequence[Row]) -> list[Row]:
    """All rows in order of time, without holes between phases; the incident's rows stay where they are."""
    phases: dict[str, list[Row]] = {}
    for row in rows:
        phases.setdefault(str((*row, "")[3]), []).append(row)
    kept = sorted(map(_kept, phases.values()), key=lambda of: (of[0][3:] == ["incident"], of[0][0]), reverse=True)
    found: list[Row] = []
    for phase in kept:
        gap = found[0][0] - phase[-1][0] if found else 0.0
        moved = 0.0 if 0 <= gap <= NEXT_S else gap - NEXT_S / 2
        found = [[row[0] + moved, *row[1:]] for row in phase] + found
    return found


def _kept(rows: list[Row]) -> list[Row]:
    middle = median(row[0] for row in rows)
    return sorted((row for row in rows if abs(row[0] - middle) < STRAY_S), key=lambda row: float(row[0]))
