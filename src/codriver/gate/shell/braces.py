"""Brace expansion: `{a,b}` and `{1..3}` in what is not quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from codriver.gate.shell.tree import Lit, Part, Word

MOST = 64
_RANGE = re.compile(r"(-?\d{1,6}|[A-Za-z])\.\.(-?\d{1,6}|[A-Za-z])(?:\.\.(-?\d{1,4}))?")
_Items = Sequence["str | Part"]


def braced(word: Word) -> tuple[Word, ...]:
    """The words that one word stands for; too many are left as they were written."""
    if not any(isinstance(part, Lit) and not part.quoted and "{" in part.text for part in word):
        return (word,)
    items: list[str | Part] = []
    for part in word:
        if isinstance(part, Lit) and not part.quoted:
            items += part.text
        else:
            items.append(part)
    found = [_joined(one) for one, _ in zip(_expanded(items), range(MOST + 1), strict=False)]
    return tuple(found) if len(found) <= MOST else (word,)


def _joined(items: _Items) -> Word:
    parts: list[Part] = []
    for item in items:
        if not isinstance(item, str):
            parts.append(item)
        elif parts and isinstance(parts[-1], Lit) and not parts[-1].quoted:
            parts[-1] = Lit(parts[-1].text + item)
        else:
            parts.append(Lit(item))
    return tuple(parts)


def _expanded(items: _Items) -> Iterator[_Items]:
    for begin, item in enumerate(items):
        if item != "{":
            continue
        choices = _choices(items, begin)
        if choices:
            options, end = choices
            for option in options:
                for middle in _expanded(option):
                    for rest in _expanded(items[end + 1 :]):
                        yield [*items[:begin], *middle, *rest]
            return
    yield items


def _choices(items: _Items, begin: int) -> tuple[list[_Items], int] | None:
    depth, cut, options = 0, begin + 1, list[_Items]()
    for place in range(begin, len(items)):
        item = items[place]
        depth += {"{": 1, "}": -1}.get(item, 0) if isinstance(item, str) else 0
        if item == "," and depth == 1:
            options.append(items[cut:place])
            cut = place + 1
        elif item == "}" and depth == 0:
            options.append(items[cut:place])
            found = options if len(options) > 1 else _range(options[0])
            return (found, place) if found else None
    return None


def _range(items: _Items) -> list[_Items]:
    found = _RANGE.fullmatch("".join(item if isinstance(item, str) else "\0" for item in items))
    if not found or found[1].isalpha() != found[2].isalpha():
        return []
    first, last = (ord(found[1]), ord(found[2])) if found[1].isalpha() else (int(found[1]), int(found[2]))
    step = abs(int(found[3] or 1)) or 1
    numbers = range(first, last + 1, step) if first <= last else range(first, last - 1, -step)
    if len(numbers) > MOST:
        return []
    return [[chr(number)] if found[1].isalpha() else list(str(number)) for number in numbers]
