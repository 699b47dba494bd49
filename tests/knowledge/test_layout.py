"""How words lie in a document: fields, pieces, closeness, meanings."""

from codriver.knowledge.chunks import page
from codriver.knowledge.layout import Layout, Wanted, lay
from codriver.knowledge.store import Store
from codriver.knowledge.thesaurus import Openings


def laid(text: str, words: set[str], phrases: Openings) -> Layout:
    with Store() as store:
        store.add([page("ops/pool.md", text)])
        stems = {part for of in phrases.values() for phrase, _ in of for part in phrase} | words
        (found,) = lay([store.text(1)], Wanted(frozenset(stems), frozenset(words), phrases), store.stemmer)
        return found


def test_words_are_counted_by_field_and_piece() -> None:
    found = laid("# Pool\n\nPools run dry.\n\n## Mend the pool\n\nGrow.\n", {"pool", "dry"}, {})
    assert dict(found.counts) == {"pool": [2, 0, 1, 1], "dry": [0, 0, 0, 1]}
    assert found.pieces["pool"] == {0, 1, 2}


def test_words_are_close_with_at_most_two_between_and_never_across_fields() -> None:
    found = laid("# Pool\n\nfree some of space\n\none two three four free\n", {"free", "space", "pool", "four"}, {})
    assert ("free", "space") in found.close
    assert ("space", "free") in found.close
    assert ("pool", "free") not in found.close
    assert ("space", "four") not in found.close


def test_a_phrase_stands_where_its_words_follow_each_other() -> None:
    phrases: Openings = {"out": [(("out", "of", "space"), 7)], "full": [(("full",), 7)]}
    assert dict(laid("# X\n\nout of space\n\n## Y\n\nfull\n", set(), phrases).meant) == {7: [0, 0, 0, 2]}
    assert dict(laid("# X\n\nout there of space\n", set(), phrases).meant) == {}
