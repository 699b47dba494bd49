"""What many templates tell together: a place where names stand, all else being equal, is a slot.

First what is spelt as no word is (`till-api`, `shop.cart`, `mapId`) is a name wherever it stands, but at the beginning
and before a colon. Then two templates are one when they differ in a single token, and that token is a name: after a
word that announces one (`user`, `host`), in brackets or after a colon where it is spelt like an identifier, beside what
is a slot already, or because at least three different ones stand there. Last, templates of one length that share most
words are one where each place they differ in holds plain words (`laying.py`). Words that say how something went
(`failed`, `started`) need many more. When it is wrong: three kinds of trouble that differ in one noun. Looks at
distinct templates only; in one place of all templates of one length at a time, so memory is bounded by the templates.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from codriver.telemetry.logs.templates.laying import laid_together
from codriver.telemetry.logs.templates.marks import MARKS, erased, marked, spelt

_Key = tuple[str, ...]
_ANYTHING, _NAME = MARKS["*"], MARKS["name"]
_TOKENS = re.compile(r"[=:,;()\[\]{}\"'|<>]|[^\s=:,;()\[\]{}\"'|<>]+|\s+")
_CUED = (
    "user users username account host hostname node device interface file directory folder package process program "
    "database bucket cluster pod container thread"
)
_CUES = frozenset(_CUED.split())
_SMALL = (
    "unknown not is was has have had been with without and or in on at to from for by of the a an this that be will "
    "can cannot could did does do no it id ids name names"
)
_STOP = frozenset(_SMALL.split())
_IDENTIFIER = re.compile(
    r"(?=.*[A-Za-z])(?:[A-Z][A-Z0-9_-]+|[\w$]+(?:[._$/-][\w$]+)+|[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*)"
)
_DOTTED = re.compile(r"[A-Za-z_][\w$-]*(?:[./][\w$-]+){2,}")
_OUTCOME = re.compile(
    r"(?i).*(?:ed|ing|ly)|ok|up|down|start|stop|begin|end|open|close|begun|done|success|failure|lost|left|high|low|full"
)
_NAMES, _OPENING, _OUTCOMES = 3, 8, 12  # different values from which a place is a slot
_OFTEN_SMALL = 5  # as `_NAMES`, where one of them is a small word
_WORD = re.compile(r"[A-Za-z]{3,}")
_ENOUGH_WORDS = 2  # beside the names, or their place tells nothing
_BETWEEN = frozenset(",;|/")
_PASSES = 4  # a template with that many slots beside each other is found
_MEMBERS = 64  # of one template are compared to spell it


def joined(templates: Iterable[str]) -> dict[str, str]:
    """The template that each of these belongs to, spelt for reading; the order they come in makes no difference."""
    keys = {template: _key(template) for template in templates}
    bare = {key: _bare(key) for key in set(keys.values())}
    homes = _homes(frozenset(bare.values()))
    together = laid_together(set(homes.values()), _is_plain)
    whose = {key: together[homes[bare[key]]] for key in bare}
    members: dict[_Key, list[str]] = defaultdict(list)
    for template in sorted(keys):
        members[whose[keys[template]]].append(template)
    spellings = {home: _spelling(home, together) for home, together in members.items()}
    return {template: spellings[whose[key]] for template, key in keys.items()}


def _key(template: str) -> _Key:
    return tuple(_tokens(erased(marked(template))))


def _tokens(text: str) -> list[str]:
    return [token for token in _TOKENS.findall(text) if not token.isspace()]


def _bare(key: _Key) -> _Key:
    """The key without the names in it, and slots side by side as one; as it is where few words would be left."""
    kept: list[str] = []
    for place, token in enumerate(key):
        after = key[place + 1] if place + 1 < len(key) else ""
        named = place and _IDENTIFIER.fullmatch(token) and not token.isupper() and after not in {":", "(", "="}
        if named or token == _ANYTHING:
            _put_slot(kept)
        else:
            kept.append(token)
    return tuple(kept) if sum(bool(_WORD.fullmatch(token)) for token in kept) >= _ENOUGH_WORDS else key


def _put_slot(kept: list[str]) -> None:
    """A slot in the end, unless one stands there already, with no more than a comma after it."""
    at = len(kept)
    while at and kept[at - 1] in _BETWEEN:
        at -= 1
    if at and kept[at - 1] == _ANYTHING:
        del kept[at:]
    else:
        kept.append(_ANYTHING)


def _is_plain(token: str) -> bool:
    """Whether the token may be a name: a word in small letters that says nothing of how something went."""
    return token == _ANYTHING or (
        token[0].isalpha() and token[0].islower() and token not in _STOP and not _OUTCOME.fullmatch(token)
    )


def _homes(keys: Collection[_Key]) -> dict[_Key, _Key]:
    by_length: dict[int, list[_Key]] = defaultdict(list)
    for key in keys:
        by_length[len(key)].append(key)
    homes: dict[_Key, _Key] = {}
    for same_length in by_length.values():
        homes |= _joined_keys(same_length)
    return homes


def _joined_keys(keys: list[_Key]) -> dict[_Key, _Key]:
    homes = {key: key for key in keys}
    for _ in range(_PASSES):
        moved = False
        for place in range(len(keys[0])):
            moves = _moves(set(homes.values()), place)
            homes = {key: moves.get(home, home) for key, home in homes.items()} if moves else homes
            moved = moved or bool(moves)
        if not moved:
            break
    return homes


def _moves(keys: Collection[_Key], place: int) -> dict[_Key, _Key]:
    """The keys that are the same but for this place, where the place is a slot, and what they become."""
    beside: dict[_Key, list[_Key]] = defaultdict(list)
    for key in keys:
        if key[place] == _ANYTHING or key[place][0].isalpha() or key[place][0] in "_/":
            beside[(*key[:place], *key[place + 1 :])].append(key)
    slots = (alike for alike in beside.values() if len(alike) > 1 and _is_slot(alike, place))
    return {key: (*key[:place], _ANYTHING, *key[place + 1 :]) for alike in slots for key in alike}


def _is_slot(alike: list[_Key], place: int) -> bool:
    seen = {key[place] for key in alike}
    words = seen - {_ANYTHING}
    before = alike[0][place - 1] if place else ""
    after = alike[0][place + 1] if place + 1 < len(alike[0]) else ""
    if len(alike[0]) == 1 or (words & _STOP and len(words) < _OFTEN_SMALL):
        return False
    outcome = any(map(_OUTCOME.fullmatch, words))
    beside_slot = len(words) < len(seen) and place and not outcome and len(alike[0]) > _ENOUGH_WORDS
    if beside_slot or _announced(words, before, after):
        return True
    return len(words) >= (_OUTCOMES if outcome else _NAMES if place else _enough_to_open(alike[0], words))


def _announced(words: Collection[str], before: str, after: str) -> bool:
    """Few values suffice: the word before says that a name follows, or the values are spelt as no word is."""
    if before.lower() in _CUES or all(map(_DOTTED.fullmatch, words)):
        return True
    set_apart = before == ":" or (before, after) in {("[", "]"), ("(", ")")} or len(words) == 1
    return set_apart and all(map(_IDENTIFIER.fullmatch, words))


def _enough_to_open(key: _Key, words: Collection[str]) -> float:
    """The first word is what the message is about, unless much follows it or it is no word."""
    much = sum(bool(_WORD.fullmatch(token)) for token in key[1:]) > _ENOUGH_WORDS
    return _OPENING if much or all(map(_IDENTIFIER.fullmatch, words)) else float("inf")


def _spelling(home: _Key, members: list[str]) -> str:
    """The first member's text; where they differ, what kind of value stands there, if it is one kind."""
    texts = [marked(member) for member in members[:_MEMBERS]]
    rows = [_tokens(text) for text in texts]
    if {len(row) for row in rows} != {len(home)}:
        return _respaced(home, texts[0])
    columns = [set(column) for column in zip(*rows, strict=True)]
    places = iter(zip(home, columns, strict=True))
    pieces = (token if token.isspace() else _shown(*next(places)) for token in _TOKENS.findall(texts[0]))
    return spelt("".join(pieces))


def _respaced(home: _Key, text: str) -> str:
    """The home with the spaces of its first member, some of whose tokens have become one slot."""
    spaced, at = _TOKENS.findall(text), 0
    pieces: list[str] = []
    for token in home:
        start = at
        while at < len(spaced) and (spaced[at].isspace() if token == _ANYTHING else spaced[at] != token):
            at += 1
        gap = " " if at > start and spaced[at - 1].isspace() else ""
        pieces += [gap, token]
        at += 1
    return spelt("".join(pieces).strip())


def _shown(kept: str, seen: Collection[str]) -> str:
    if len(seen) == 1 and (kept != _ANYTHING or erased(min(seen)) == _ANYTHING):
        return min(seen)
    return _NAME if kept == _ANYTHING and all(map(_IDENTIFIER.fullmatch, seen)) else _ANYTHING
