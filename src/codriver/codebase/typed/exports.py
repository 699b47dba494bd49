"""What a file gives to those that import it: its own definitions, and what it hands on from other files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.codebase.typed import imports

if TYPE_CHECKING:
    from codriver.codebase.typed.known import Class, Known
    from codriver.codebase.typed.outline import Outline

DEEPEST = 8  # files that hand a name on to each other
MOST_FILES = 300  # files that are asked for one name
HANDING = frozenset({"script", "c"})  # families of languages in which a file gives what it imports itself
EVERYTHING = "*"
MOST_NAMES = 12  # names by which one definition is handed on


def exported(typed: Known, name: str, at: Outline, seen: set[tuple[str, str]] | None = None) -> list[Class]:
    """The definitions that `name` of this file means; only scripts and headers hand on what they import."""
    own = [(at.path, d) for d in at.defs if d.name == name and d.within is None and d.kind != "field" and not d.owner]
    seen = set() if seen is None else seen
    if own or imports.family(at.language) not in HANDING or (at.path, name) in seen or len(seen) > MOST_FILES:
        return own
    seen.add((at.path, name))
    found: list[Class] = []
    for alias, path, original in at.imports:
        if alias == name and original and not path:
            found += exported(typed, original, at, seen) if original != name else []
        elif alias == name and original:
            found += [one for to in typed.modules(path, at) for one in exported(typed, original, to, seen)]
        elif alias == EVERYTHING and name != "default":
            found += [one for to in typed.modules(path, at) for one in exported(typed, name, to, seen)]
    return list(dict.fromkeys(found))


def handed_on(typed: Known, name: str, at: Outline, depth: int = 0) -> list[Outline]:
    """The files behind `export * as name`, and behind a namespace that is imported and handed on."""
    if depth > DEEPEST or imports.family(at.language) != "script":
        return []
    found: list[Outline] = []
    for alias, path, original in at.imports:
        if alias == name and not original:
            found += typed.modules(path, at)
        elif (alias == name and path) or alias == EVERYTHING:
            deeper = name if alias == EVERYTHING else original
            found += [one for to in typed.modules(path, at) for one in handed_on(typed, deeper, to, depth + 1)]
    return list(dict.fromkeys(found))


def words_for(typed: Known, name: str, home: Outline) -> set[str]:
    """The names under which a definition of `home` is handed on by other files, its own among them."""
    waiting, seen = [name], {name}
    if imports.family(home.language) != "script":
        return seen
    while waiting and len(seen) < MOST_NAMES:
        word = waiting.pop()
        for at in typed.mentioning(word, home.language):
            new = {alias for alias, _, original in at.imports if original == word} - seen - {"default"}
            seen |= new
            waiting += sorted(new)
    return seen


def by_default(typed: Known, name: str, home: Outline) -> list[Outline]:
    """Files that may import the definition as what `home` gives by default: they mention the file or its folder."""
    if not any(alias == "default" and original == name for alias, _, original in home.imports):
        return []
    stem = home.path.rpartition("/")[2].partition(".")[0]
    above = imports.folder(home.path).rpartition("/")[2]
    words = {re.split(r"\W", one)[0] for one in (stem, above)} - {"", "index"}
    return [one for word in sorted(words) for one in typed.mentioning(word, home.language)]


def names_in(typed: Known, words: set[str], at: Outline, meant: Class) -> set[str]:
    """The names by which this file may use it: as it is, as it is handed on, or as it is imported."""
    found = {alias for alias, path, original in at.imports if original in words and path and alias != "default"}
    for alias, path, original in at.imports:
        if original == "default" and path and alias not in found:
            given = (d for to in typed.modules(path, at) for _, d in exported(typed, "default", to))
            if any(d is meant[1] for d in given):
                found.add(alias)
    return found | words
