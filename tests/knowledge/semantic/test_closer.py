"""Meaning puts near documents in order anew; without a model nothing changes; each text is looked at once."""

from dataclasses import replace
from pathlib import Path

from codriver.knowledge.asked import Asked
from codriver.knowledge.chunks import page
from codriver.knowledge.heard import Corpus
from codriver.knowledge.ranker import shipped
from codriver.knowledge.search import hits
from codriver.knowledge.semantic.model import alike, installed, packed, unpacked
from codriver.knowledge.store import Store

PAGES = {"a.md": "# Orders are late\n\nThe orders wait.\n", "b.md": "# Orders are early\n\nThe orders hurry.\n"}


class Model:
    """Means `late` by everything that says hurry."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def vector(self, text: str) -> tuple[float, ...]:
        self.asked.append(text)
        return (1.0, 0.0) if "hurry" in text or text == "orders" else (0.0, 1.0)


def test_what_means_the_same_comes_first() -> None:
    with Store() as store:
        store.add(page(name, text) for name, text in PAGES.items())
        corpus, ranker, model = Corpus(store), replace(shipped(), enough=0.0, meaning=50.0), Model()
        asked = Asked(phrase="orders")
        assert [hit.name for hit in hits(corpus, asked, ranker)] == ["a.md", "b.md"]
        assert [hit.name for hit in hits(corpus, asked, ranker, meaning=model)] == ["b.md", "a.md"]
        looked = len(model.asked)
        hits(corpus, asked, ranker, meaning=model)
        assert len(model.asked) == looked, "kept in the index"
        hits(corpus, Asked(logs=("orders are late",)), ranker, meaning=model)
        assert len(model.asked) == looked, "a log line is matched word for word"


def test_vectors_are_kept_as_bytes() -> None:
    assert unpacked(packed((0.5, -2.0))) == (0.5, -2.0)
    assert alike((1.0, 0.0), (0.5, 0.5)) == 0.5
    assert alike((1.0, 0.0), (-1.0, 0.0)) == 0.0


def test_a_model_is_installed_when_all_of_it_is(tmp_path: Path) -> None:
    assert installed(tmp_path) is None or all(place.is_file() for place in installed(tmp_path) or ())
