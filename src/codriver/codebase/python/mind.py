"""What an expression can be, worked out on demand: remembered, bounded, and safe against circles."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codriver.codebase.python import expressions
from codriver.codebase.python.values import ANYTHING, NOTHING, Class, Values

if TYPE_CHECKING:
    from collections.abc import Hashable

    from codriver.codebase.python.program import Program
    from codriver.codebase.python.scopes import Scope

DEEPEST = 70
MOST_STEPS = 40_000  # of one question to the mind
MOST_PARSED, MOST_STEPS_IN_ALL = 400_000, 60_000  # characters and steps of one question about the code
MOST_FOR_CALLERS = 100_000  # characters after which parameters are no longer worked out from who calls
MOST_HELD = 2_500_000  # characters whose trees are kept from one question to the next
NEVER = 1_000_000


class Mind:
    """Answers `values` of an expression.

    `closed`: the files at hand are the whole program. `flows` holds what a value-flow pass found to reach parameters.
    """

    def __init__(self, program: Program, *, closed: bool = False) -> None:
        self.program = program
        self.closed = closed
        self.flows: dict[tuple[Scope, str], Values] = {}
        self.written: dict[tuple[Scope, str], Values] = {}
        self.lines: dict[Scope, tuple[list[Class], bool]] = {}
        self.below: dict[Scope, tuple[Class, ...]] = {}
        self.nearest: dict[tuple[Scope, int], tuple[Class, ...]] = {}
        self.direct: dict[Scope, tuple[Class, ...]] = {}
        self.asking_callers = 0
        self.by_words = 0  # files of the question at hand that were judged by their words
        self._known: dict[Hashable, Values] = {}
        self._for_now: dict[Hashable, Values] = {}
        self._active: dict[Hashable, int] = {}
        self._circle = NEVER
        self._steps = 0
        self._steps_in_all = self._steps_before = self._parsed_before = 0

    def begin(self) -> None:
        """A new question about the code: its bounds begin anew; what takes too much memory is let go."""
        if self.program.meter.parsed > MOST_HELD:
            self.program.forget()
            self._known.clear()
            for held in (self.lines, self.below, self.nearest, self.direct):
                held.clear()
        self.by_words = 0
        self._parsed_before, self._steps_before = self.program.meter.parsed, self._steps_in_all

    @property
    def tired(self) -> bool:
        """Whether the question at hand has cost what one question may cost."""
        if self.closed:
            return False
        parsed = self.program.meter.parsed - self._parsed_before
        return parsed > MOST_PARSED or self._steps_in_all - self._steps_before > MOST_STEPS_IN_ALL

    @property
    def short_of_breath(self) -> bool:
        """Whether what is left is better spent on the places themselves than on who calls them."""
        return not self.closed and self.program.meter.parsed - self._parsed_before > MOST_FOR_CALLERS

    def forget(self) -> None:
        """Work everything out anew (the flows have grown)."""
        self._known.clear()

    def values(self, expr: ast.expr, scope: Scope) -> Values:
        """What the expression can be where it stands."""
        return self.once(expr, lambda: expressions.of(self, expr, scope))

    def once(self, key: Hashable, work: _Work) -> Values:
        """The remembered result; nothing inside a circle, anything beyond the bounds."""
        if not self._active:
            self._for_now.clear()
            self._steps = 0
            self._circle = NEVER
        found = self._known.get(key)
        if found is None:
            found = self._for_now.get(key)
        if found is not None:
            return found
        if key in self._active:
            self._circle = min(self._circle, self._active[key])
            return NOTHING
        depth = len(self._active)
        self._steps += 1
        self._steps_in_all += 1
        if depth > DEEPEST or self._steps > MOST_STEPS or self.tired:
            return ANYTHING
        return self._worked(key, work, depth)

    def _worked(self, key: Hashable, work: _Work, depth: int) -> Values:
        outer, self._circle = self._circle, NEVER
        self._active[key] = depth
        try:
            found = work()
        finally:
            del self._active[key]
        if self._circle >= depth and not self.tired:
            self._known[key] = found
            self._circle = outer
        else:
            self._for_now[key] = found
            self._circle = min(outer, self._circle)
        return found


if TYPE_CHECKING:
    from collections.abc import Callable

    _Work = Callable[[], Values]
