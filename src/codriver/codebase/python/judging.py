"""Can this receiver's attribute be that class's? One verdict for each value it may have, the surest counts."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.codebase.answers import Tier
from codriver.codebase.python import classes
from codriver.codebase.python.values import UNKNOWN, Class, Instance, Super, Value, Values

if TYPE_CHECKING:
    from codriver.codebase.python.mind import Mind

_CONTAINERS = (dict, list, set, str, bytes, tuple, int, frozenset, object)
COMMON = frozenset(name for kind in _CONTAINERS for name in dir(kind)) | frozenset(
    [
        "close",
        "open",
        "read",
        "write",
        "send",
        "recv",
        "flush",
        "run",
        "start",
        "stop",
        "join",
        "connect",
        "execute",
        "commit",
        "save",
        "delete",
        "filter",
        "all",
        "first",
        "get",
        "post",
        "put",
        "patch",
        "request",
        "result",
        "done",
        "cancel",
        "put_nowait",
        "set_result",
        "match",
        "group",
        "search",
        "sub",
        "fileno",
        "seek",
        "tell",
    ]
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure, and why."""

    tier: Tier
    reason: str


def best(verdicts: list[Verdict | None]) -> Verdict | None:
    """The surest."""
    return min((one for one in verdicts if one is not None), key=lambda one: (one.tier.rank, one.reason), default=None)


@dataclass(slots=True)
class Judge:
    """Judges receivers for one attribute of one class."""

    mind: Mind
    owner: Class
    name: str
    others: bool  # whether unrelated classes define the same name

    def of(self, receivers: Values, expr: ast.expr) -> Verdict | None:
        """The verdict on `expr.name`, whose receiver has these values."""
        found = best([self._one(value) for value in receivers if value != UNKNOWN])
        unknown = UNKNOWN in receivers or not receivers
        if found is not None:
            weak = unknown and found.tier == Tier.CERTAIN
            return Verdict(Tier.LIKELY, f"{found.reason}, as far as is known") if weak else found
        if not unknown:
            return None
        return self._by_name(expr, alone=not (receivers - {UNKNOWN}))

    def _one(self, value: Value) -> Verdict | None:
        if isinstance(value, Instance):
            return self._instance(value)
        if isinstance(value, Class):
            return self._on(value, exact=False, what="class")
        if isinstance(value, Super):
            return self._super(value)
        return None

    def _instance(self, value: Instance) -> Verdict | None:
        if isinstance(value.of, Class):
            return self._on(value.of, exact=value.exact, what="self" if value.me else "object")
        if value.of.name in classes.externals(self.mind, self.owner):
            return Verdict(Tier.VIRTUAL, f"the receiver is a {value.of.name}, which {self.owner.name} extends")
        return None

    def _on(self, cls: Class, *, exact: bool, what: str) -> Verdict | None:
        line, whole = classes.order(self.mind, cls)
        defines = next((one for one in line if self._has(one)), None)
        if defines == self.owner:
            return Verdict(Tier.CERTAIN, f"the {what} is a {cls.name}")
        if exact:
            return None
        above, _ = classes.order(self.mind, self.owner)
        if cls in above:
            return Verdict(Tier.VIRTUAL, f"the {what} is a {cls.name}, and {self.owner.name} overrides {self.name}")
        del whole
        return self._mixed(cls, what)

    def _has(self, one: Class) -> bool:
        return self.name in one.scope.bindings or (one == self.owner and self.name in one.scope.self_writes)

    def _mixed(self, cls: Class, what: str) -> Verdict | None:
        """A class below both, in which ours comes first."""
        for below in classes.subclasses(self.mind, self.owner):
            line, _ = classes.order(self.mind, below)
            if cls in line and next((one for one in line if self._has(one)), None) == self.owner:
                return Verdict(
                    Tier.VIRTUAL, f"the {what} can be a {below.name}, which is {cls.name} and {self.owner.name}"
                )
        return None

    def _super(self, value: Super) -> Verdict | None:
        line, _ = classes.order(self.mind, value.above)
        if next((one for one in line[1:] if self._has(one)), None) == self.owner:
            return Verdict(Tier.CERTAIN, f"super() of {value.above.name}")
        for below in classes.subclasses(self.mind, self.owner):
            line, _ = classes.order(self.mind, below)
            after = line[line.index(value.above) + 1 :] if value.above in line else []
            if next((one for one in after if self._has(one)), None) == self.owner:
                return Verdict(Tier.VIRTUAL, f"super() of {value.above.name} in a {below.name}")
        return None

    def _by_name(self, expr: ast.expr, *, alone: bool) -> Verdict:
        """The type is not known: what the names say."""
        if alone and self._named_after(expr):
            return Verdict(Tier.LIKELY, f"the receiver's type is unknown, its name says {self.owner.name}")
        if alone and not self.others and self.name not in COMMON and len(self.name) > 3:  # noqa: PLR2004 - `get`, `run`
            return Verdict(Tier.LIKELY, "the receiver's type is unknown, no other class here has this name")
        return Verdict(Tier.POSSIBLE, "the receiver's type is unknown")

    def _named_after(self, expr: ast.expr) -> bool:
        word = expr.id if isinstance(expr, ast.Name) else expr.attr if isinstance(expr, ast.Attribute) else ""
        told = [part.lower() for part in _WORD.findall(word)]
        ours = [part.lower() for part in _WORD.findall(self.owner.name)]
        return bool(told) and len(told) >= len(ours) and told[-len(ours) :] == ours


def is_known(values: Values) -> bool:
    """Whether every value is one that we know of."""
    return bool(values) and not any(isinstance(value, type(UNKNOWN)) for value in values)
