"""Who writes or reads a key: the files that mention its words are read, each by its kind; each place has a reason."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codriver.codebase.answers import Site, Target, Tier
from codriver.codebase.keys import HOLE, READS, Touch, fits, in_code, in_files, in_python, mapped, migrations, sql
from codriver.codebase.languages import grammars
from codriver.codebase.python.writers import touches as touches_of_attribute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codriver.codebase.opened import Codebase
    from codriver.codebase.python.scopes import Module, Scope

MOST_FILES = 3_000
MOST_CONSTANTS = 5
MOST_PARSED = 3_000_000  # characters of Python for one key
_WORD = re.compile(r"[A-Za-z_]\w+")
_RELAXED = re.compile(r"[-_.:/]+")


class Keyed:
    """The answer for one key: its sites, and what was not looked at."""

    def __init__(self, base: Codebase, asked: str, *, kinds: Sequence[str] = ()) -> None:
        self.base = base
        self.asked = asked.strip()
        self.kinds = frozenset(kinds)
        self.notes: list[str] = []
        self.words = _WORD.findall(re.sub(r"\{[^{}]*\}|<[^<>]*>", " ", self.asked))
        self.limit = base.program.meter.parsed + MOST_PARSED

    def sites(self, *, writes: bool) -> list[Site]:
        """Every place that writes (or reads) it."""
        found = []
        for path in self._paths():
            lines = self.base.text(path).split("\n")
            for one in self._touches(path):
                judged = self._judged(one) if (one.role in READS) != writes else None
                if judged is not None:
                    found.append(self._site(path, one, judged, lines))
        if self.kinds:
            return found
        return [*found, *self._of_classes(writes=writes), *self._of_constants(writes=writes)]

    def target(self, sites: Sequence[Site]) -> Target:
        """What was asked for."""
        first = min(sites, key=lambda one: (one.tier.rank, one.file, one.line), default=None)
        return Target("key", self.asked, self.asked, first.file if first else "", first.line if first else 0)

    def _paths(self) -> list[str]:
        words = self.words
        wanted = {words[0], max(words, key=len), words[-1]} if words else set()
        wanted |= {_RELAXED.sub("_", self.asked).upper()} if "." in self.asked else set()
        found = sorted({path for word in wanted for path in self.base.mentioning(word)})
        if len(found) > MOST_FILES:
            self.notes.append(f"{len(found) - MOST_FILES} more files mention {self.asked}, not looked into")
        return found[:MOST_FILES]

    def _touches(self, path: str) -> Iterator[Touch]:
        module, text = self._module(path), self.base.text(path)
        if module is not None and self.base.program.meter.parsed < self.limit:
            yield from in_python.touches(module)
            yield from migrations.touches(module)
            return
        if module is not None:
            self.notes = [f"{path} and others are judged by their words: too much to parse for one question"]
            yield from (*in_code.touches(text), *sql.touches(text))
        if path.endswith(".sql"):
            yield from sql.touches(text)
            return
        if f".{path.rpartition('.')[2].lower()}" in grammars():
            yield from in_code.touches(text)
            yield from sql.touches(text)
            yield from migrations.by_words(text)
        yield from in_files.touches(path, text)

    def _module(self, path: str) -> Module | None:
        """The file, the pieces parsed in which one of the words stands."""
        module = self.base.program.module(path) if path in self.base.program.paths else None
        for word in self.words if module is not None and self.base.program.meter.parsed < self.limit else ():
            module.mentions.get(word)  # type: ignore[union-attr]  # it is one, or there are no words
        return module

    def _judged(self, one: Touch) -> tuple[Tier, str] | None:
        """How sure it is that the touch is of what was asked for, and why."""
        if self.kinds and one.kind not in self.kinds:
            return None
        said = f"{one.kind} {one.key}: {one.reason}"
        asked, key = (self.asked.lower(), one.key.lower()) if one.kind in ("table", "model") else (self.asked, one.key)
        if one.kind in ("table", "model"):
            asked = ".".join(asked.split(".")[-2:]) if "." in asked else f"{asked}.{HOLE}"
        if key == asked:
            return one.tier, said
        if fits(asked, key):
            partly = f"{said}; a part of it is computed" if one.kind != "table" else said
            return _at_most(one.tier, Tier.LIKELY), partly
        return self._relaxed(one, said)

    def _relaxed(self, one: Touch, said: str) -> tuple[Tier, str] | None:
        """Settings by the end of their path, or written in another manner."""
        if one.kind not in ("setting", "environment"):
            return None
        if one.kind == "setting" and (one.key.endswith(f".{self.asked}") or self.asked.endswith(f".{one.key}")):
            tier = Tier.LIKELY if "." in self.asked and "." in one.key else Tier.POSSIBLE
            return _at_most(one.tier, tier), f"{said}; the end of the path is the same"
        same = _RELAXED.sub("", one.key).lower() == _RELAXED.sub("", self.asked).lower()
        return (_at_most(one.tier, Tier.POSSIBLE), f"{said}; the same words, written otherwise") if same else None

    def _site(self, path: str, one: Touch, judged: tuple[Tier, str], lines: list[str]) -> Site:
        code = lines[one.line - 1].strip()[:300] if 0 < one.line <= len(lines) else ""
        return Site(path, one.line, max(one.column, 0), *judged, one.role, self._around(path, one.line), code)

    def _around(self, path: str, line: int) -> str:
        module = self.base.program.module(path) if path in self.base.program.paths else None
        if module is not None:
            inside = [one for one in module.scopes.values() if _covers(one, line)]
            return max(inside, key=lambda one: getattr(one.node, "lineno", 0)).qual if inside else ""
        outline = self.base.typed.outline(path)
        around = [
            one for one in (outline.defs if outline else ()) if one.kind == "function" and one.line <= line <= one.end
        ]
        return min(around, key=lambda one: one.end - one.line).qual if around else ""

    def _of_classes(self, *, writes: bool) -> list[Site]:
        """The attribute of the class that is kept in the table."""
        table, _, column = self.asked.rpartition(".")
        found = (
            mapped.classes_of(self.base, table.rpartition(".")[2], column) if table and column.isidentifier() else ()
        )
        sites: list[Site] = []
        for scope in found:
            sites += touches_of_attribute(self.base.mind, scope, column, writes=writes)[0]
            sites += _of_models(self.base, scope, [column], writes=writes)
        return sites

    def _of_constants(self, *, writes: bool) -> list[Site]:
        """By constants that hold the key: `CART_KEY = "cart:{}"`."""
        names: set[str] = set()
        for path in self._paths():
            module = self._module(path)
            for one in module.tree.body if module is not None else ():
                key = in_python.key_of(module, one.value) if module and isinstance(one, ast.Assign) else None
                if isinstance(one, ast.Assign) and key and self._holds(key):
                    names |= {to.id for to in one.targets if isinstance(to, ast.Name) and to.id.isupper()}
        kinds = ("cache", "flag", "environment")
        return [
            one
            for name in sorted(names)[:MOST_CONSTANTS]
            for one in Keyed(self.base, name, kinds=kinds).sites(writes=writes)
        ]

    def _holds(self, key: str) -> bool:
        return fits(self.asked, re.sub(r"\{[^{}]*\}|%[sd]", HOLE, key))


def _of_models(base: Codebase, scope: Scope, columns: Sequence[str], *, writes: bool) -> list[Site]:
    asked = (f"{model}.{column}" for model in mapped.models_of(scope) for column in columns)
    return [site for one in asked for site in Keyed(base, one, kinds=("model",)).sites(writes=writes)]


def of_column(base: Codebase, scope: Scope, name: str, *, writes: bool) -> list[Site]:
    """Statements and migrations that touch the column behind an attribute."""
    columns, tables = mapped.columns_of(scope, name), mapped.tables_of(scope)
    asked = [f"{table}.{column}" for table in tables for column in columns]
    found = [site for one in asked for site in Keyed(base, one, kinds=("table",)).sites(writes=writes)]
    return [*found, *_of_models(base, scope, columns, writes=writes)] if tables else []


def _covers(scope: Scope, line: int) -> bool:
    node = scope.node
    return scope.kind in ("function", "class") and getattr(node, "lineno", 0) <= line <= (
        getattr(node, "end_lineno", 0) or 0
    )


def _at_most(tier: Tier, limit: Tier) -> Tier:
    return tier if tier.rank > limit.rank else limit
