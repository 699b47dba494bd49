"""Words to the arguments that a command would get; UNKNOWN where only the running shell could tell."""

from __future__ import annotations

import fnmatch
import itertools
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from codriver.gate.shell.braces import braced
from codriver.gate.shell.scope import BLANKS, MOST, Scope, bounded
from codriver.gate.shell.tree import UNKNOWN, Arith, Lit, Part, Proc, Script, Sub, Unreadable, Var, Word

Fields = tuple[str, ...]
MOST_WORDS = 10_000
_TRIMMED = 4_000  # characters in which a pattern is looked for at every place
_INDEX = re.compile(r"(!?#?)([A-Za-z_]\w*|[0-9]+|[@*#?$!-])(?:\[([^\]]*)\])?")


class _Open(NamedTuple):
    """Fields of a word so far; the last one may still grow. `real` when it holds a quoted, thus even empty, piece."""

    done: Fields = ()
    last: str = ""
    real: bool = False


class Expander:
    """Expands words within a scope; what commands inside would print is asked of `output`, which follows them."""

    def __init__(self, scope: Scope, output: Callable[[Script], str], stand_in: Callable[[Proc], str]) -> None:
        self.scope = scope
        self._output = output
        self._stand_in = stand_in

    def arguments(self, words: Iterable[Word]) -> list[Fields]:
        """The alternatives of a whole command's arguments."""
        found: list[Fields] = [()]
        for word in itertools.chain.from_iterable(map(braced, words)):
            options = self.fields(word)
            if len(found) * len(options) > MOST:
                options = [(UNKNOWN,)]
            found = [(*before, *option) for before in found for option in options]
            if len(found[0]) > MOST_WORDS:
                raise Unreadable("too many words to follow")
        return found

    def text(self, word: Word) -> tuple[str, ...]:
        """The alternatives of a word that is not split: a value, a target, a document."""
        return tuple(dict.fromkeys(" ".join(fields) for fields in self.fields(word, split=False)))

    def fields(self, word: Word, *, split: bool = True) -> list[Fields]:
        """The alternatives of one word, each as the fields that it becomes."""
        found = [_Open()]
        for part in word:
            options = self._part(part, split=split)
            if len(found) * len(options) > MOST:
                options = [((UNKNOWN,), True)]
            found = [_grown(before, *option) for before in found for option in options]
        return list(dict.fromkeys(_closed(one) for one in found))

    def _part(self, part: Part, *, split: bool) -> list[tuple[Fields, bool]]:
        if isinstance(part, Lit):
            return [((part.text,), part.quoted or bool(part.text))]
        if isinstance(part, Proc):
            return [((self._stand_in(part),), True)]
        if isinstance(part, Arith):
            return [((self._number(part),), True)]
        if isinstance(part, Sub):
            return [self._pieces(self._output(part.body).rstrip("\n"), quoted=part.quoted or not split)]
        listed = self._listed(part)
        if listed is not None:
            return [(listed or ("",), bool(listed))] if part.quoted and split else [(listed or ("",), False)]
        return [self._pieces(value, quoted=part.quoted or not split) for value in self._values(part)]

    def _pieces(self, value: str, *, quoted: bool) -> tuple[Fields, bool]:
        if quoted:
            return (value,), True
        separators = (self.scope.known("IFS") or (BLANKS,))[0]
        if not separators or not any(char in value for char in separators):
            return (value,), bool(value)
        return tuple(re.split("[" + re.escape(separators) + "]+", value)), False

    def _number(self, part: Arith) -> str:
        text = self.text(part.inside)[0]
        return text.strip() if text.strip().isdigit() else UNKNOWN

    def _listed(self, part: Var) -> Fields | None:
        """`$@`, `$*` and `${name[@]}`, which become several fields; None for anything else."""
        index = _INDEX.fullmatch(part.name)
        if part.op not in ("", ":") or not index or index[1]:
            return None
        if index[2] in ("@", "*"):
            found = (UNKNOWN,) if self.scope.arguments is None else self.scope.arguments
        elif index[3] in ("@", "*"):
            found = self.scope.arrays.get(index[2]) or self.scope.known(index[2]) or (UNKNOWN,)
        else:
            return None
        if part.op == ":":
            first = re.match(r"\s*(\d+)", self.text(part.arg)[0])
            skip = int(first[1]) - (index[2] in ("@", "*")) if first else 0
            return found[max(0, skip) :]
        return found

    def _values(self, part: Var) -> tuple[str, ...]:
        index = _INDEX.fullmatch(part.name)
        if not index:
            return (UNKNOWN,)
        values = self._plain(index[2], index[3])
        if index[1] == "#":
            return (UNKNOWN,) if values is None or UNKNOWN in values[0] else tuple(str(len(one)) for one in values)
        if index[1].startswith("!"):
            named = [self.scope.known(one) or (UNKNOWN,) for one in values or (UNKNOWN,)]
            values = tuple(itertools.chain.from_iterable(named))
        return self._operated(values, part)

    def _plain(self, name: str, index: str | None) -> tuple[str, ...] | None:
        array = self.scope.arrays.get(name)
        if index is None or array is None:
            return self.scope.known(name)
        if index.lstrip("-").isdigit() and -len(array) <= int(index) < len(array):
            return (array[int(index)],)
        return array or ("",)

    def _operated(self, values: tuple[str, ...] | None, part: Var) -> tuple[str, ...]:
        if not part.op:
            return values or (UNKNOWN,)
        if part.op in ("-", ":-", "=", ":=", "?", ":?"):
            return tuple(dict.fromkeys((*(values or (UNKNOWN,)), *self.text(part.arg))))
        if part.op in ("+", ":+"):
            return ("", *self.text(part.arg))
        arguments = self.text(part.arg)  # in any case: what it substitutes is run
        if values is None:
            return (UNKNOWN,)
        return tuple(_changed(value, part.op, argument) for value in values for argument in arguments)


def _grown(before: _Open, pieces: Fields, real: bool) -> _Open:
    done, last = before.done, bounded(before.last + pieces[0])
    kept = before.real or real
    for piece in pieces[1:]:
        done = (*done, last) if last or kept else done
        last, kept = piece, bool(piece) or real
    return _Open(done, last, kept)


def _closed(one: _Open) -> Fields:
    return (*one.done, one.last) if one.last or one.real else one.done


def _changed(value: str, op: str, argument: str) -> str:
    if UNKNOWN in value or UNKNOWN in argument or len(value) > _TRIMMED:
        return UNKNOWN
    if op in ("#", "##", "%", "%%"):
        return _trimmed(value, op, argument)
    if op.startswith("/"):
        return _replaced(value, op, argument)
    if op == ":":
        return _cut(value, argument)
    cased = {"^^": str.upper, ",,": str.lower}
    if op in cased:
        return cased[op](value)
    first = {"^": str.upper, ",": str.lower}
    return first[op](value[:1]) + value[1:] if op in first else UNKNOWN


def _trimmed(value: str, op: str, pattern: str) -> str:
    cuts = range(len(value) + 1)
    if op.startswith("#"):
        found = [cut for cut in cuts if fnmatch.fnmatchcase(value[:cut], pattern)]
        return value[(max if op == "##" else min)(found) :] if found else value
    found = [cut for cut in cuts if fnmatch.fnmatchcase(value[cut:], pattern)]
    return value[: (min if op == "%%" else max)(found)] if found else value


def _replaced(value: str, op: str, argument: str) -> str:
    old, _, new = argument.partition("/")
    pattern = fnmatch.translate(old).removesuffix(r"\Z").replace("(?s:", "(?s:", 1)
    anchored = {"#": "^" + pattern, "%": pattern + "$"}.get(op[1:] if op not in ("/", "//") else "", pattern)
    return re.sub(anchored, lambda _: new, value, count=0 if op == "//" else 1) if old else value


def _cut(value: str, argument: str) -> str:
    found = re.fullmatch(r"\s*(-?\d+)\s*(?::\s*(-?\d+)\s*)?", argument)
    if not found:
        return UNKNOWN
    begin = int(found[1])
    rest = value[begin:]
    if found[2] is None:
        return rest
    length = int(found[2])
    return rest[:length]
