"""What calls give back, read off the words of a type: function types, and boxes that give what they hold."""

from __future__ import annotations

import re

ITEMS = frozenset(
    [
        *(
            "get",
            "getFirst",
            "getLast",
            "first",
            "last",
            "next",
            "peek",
            "poll",
            "pop",
            "take",
            "orElse",
            "orElseThrow",
        ),
        *("orElseGet", "element", "shift", "at", "find", "unwrap", "expect", "getOrDefault", "getValue", "getOrNull"),
        *("firstOrNull", "lastOrNull", "single", "head", "call", "join", "First", "Single", "FirstOrDefault", "Last"),
        *(
            "SingleOrDefault",
            "ElementAt",
            "Dequeue",
            "Pop",
            "Peek",
            "apply",
            "invoke",
            "removeFirst",
            "findLast",
            "front",
        ),
        *(
            "back",
            "top",
            "value",
            "lock",
            "borrow",
            "borrow_mut",
            "unwrap_or_default",
            "pollFirst",
            "pollLast",
            "await",
        ),
    ]
)  # methods of boxes that give one of what they hold
SAME = frozenset(
    [
        *(
            "stream",
            "parallelStream",
            "iterator",
            "filter",
            "sorted",
            "limit",
            "skip",
            "distinct",
            "values",
            "entrySet",
        ),
        *("slice", "concat", "reverse", "reversed", "findFirst", "findAny", "toList", "iter", "iter_mut", "into_iter"),
        *("clone", "asSequence", "as_ref", "as_mut", "entries", "sort", "Where", "OrderBy", "Take", "Skip", "ToList"),
        *(
            "ToArray",
            "asList",
            "toArray",
            "filterNot",
            "sortedBy",
            "take",
            "drop",
            "tail",
            "stream",
            "onEach",
            "peekable",
        ),
    ]
)  # methods of boxes that give such a box again
FOLDING = frozenset({"reduce", "fold", "foldLeft", "foldRight", "inject", "aggregate", "Aggregate", "sort", "sorted"})
_FUNCTION = re.compile(r"^(?:func\b|fn\b|impl Fn(?:Mut|Once)?\b|dyn Fn(?:Mut|Once)?\b|\().*", re.DOTALL)
_ARROWS = ("=>", "->")


def result_of(said: str) -> str:
    """The result in the words of a function's type; empty when it is none, or gives nothing."""
    text = said.strip()
    if not _FUNCTION.match(text):
        left, arrow, right = text.partition("=>")
        return right.strip() if arrow and "(" not in left else ""
    start = text.find("(")
    end = _closing(text, start)
    if start < 0 or end < 0:
        return ""
    rest = text[end + 1 :].strip()
    for arrow in _ARROWS:
        if rest.startswith(arrow):
            return rest[len(arrow) :].strip()
    return rest if text.startswith("func") else ""


def is_function(said: str) -> bool:
    """Whether the words are those of a function's type that gives something."""
    return bool(result_of(said))


def _closing(text: str, start: int) -> int:
    depth = 0
    for at in range(max(start, 0), len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return -1
