"""The best by words, put in order anew by meaning; each text is turned into a vector once and kept in the index."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from codriver.knowledge import ranker as ranking
from codriver.knowledge.features import Seen
from codriver.knowledge.semantic.model import alike, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codriver.knowledge.heard import Heard
    from codriver.knowledge.ranker import Ranked, Ranker
    from codriver.knowledge.semantic.model import Meaning, Vector
    from codriver.knowledge.store import Store

CLOSELY = 12  # of the best by words: each costs some milliseconds the first time
FEATURE = "meaning"
_LONGEST = 400  # letters of a piece


def closer(heard: Heard, ranked: Sequence[Ranked], ranker: Ranker, meaning: Meaning) -> list[Ranked]:
    """The ranked documents with one more feature, in their new order."""
    near, far = ranked[:CLOSELY], ranked[CLOSELY:]
    store = heard.corpus.store
    asked = _vector(store, meaning, heard.voice.whole[:_LONGEST])
    shares = [alike(asked, _vector(store, meaning, text_of(store, one.seen))) for one in near]
    usual = sum(shares) / (len(shares) or 1)  # what all share tells none apart, and must not make anyone surer
    seen = [_with(one.seen, share - usual) for one, share in zip(near, shares, strict=True)]
    weights = {**ranker.weights, FEATURE: ranker.meaning}
    return ranking.rank([*seen, *(one.seen for one in far)], replace(ranker, weights=weights))


def text_of(store: Store, seen: Seen) -> str:
    """What stands for a document: its title and the beginning of the piece that fits best."""
    return f"{seen.entry.title}. {store.piece(seen.piece)[:_LONGEST]}"


def _with(seen: Seen, share: float) -> Seen:
    return Seen(seen.entry, {**seen.features, FEATURE: share}, seen.piece)


def _vector(store: Store, meaning: Meaning, text: str) -> Vector:
    key = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    kept = store.kept(key)
    if kept:
        return unpacked(kept)
    vector = meaning.vector(text)
    store.keep(key, packed(vector))
    return vector
