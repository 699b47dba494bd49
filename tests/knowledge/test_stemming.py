"""Stems come from SQLite's own Porter stemmer, so that both sides of a search agree."""

from codriver.knowledge.stemming import Stemmer


def test_each_word_has_its_stem_whatever_its_letters() -> None:
    stemmer = Stemmer()
    known = stemmer.of(["consumers", "flying", "5xx", "größe", "x" * 300])
    assert [known[word] for word in ("consumers", "flying", "5xx", "größe")] == ["consum", "fly", "5xx", "größe"]
    assert stemmer.of(["pods"])["consumers"] == "consum"
    stemmer.close()
