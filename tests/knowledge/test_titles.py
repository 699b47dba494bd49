"""A title answers with its words, with words that begin alike, and with words of the same meaning."""

from codriver.knowledge.asked import Voice
from codriver.knowledge.chunks import page
from codriver.knowledge.heard import Corpus, Heard
from codriver.knowledge.store import Store
from codriver.knowledge.titles import of_title


def answer(title: str, said: str) -> dict[str, float]:
    store = Store()
    store.add([page("x.md", f"# {title}\n"), page("other.md", "# Something else\n")])
    corpus = Corpus(store)
    (entry,) = store.entries([1])
    return of_title(Heard(corpus, Voice(said=said)), entry)


def test_the_same_words_answer_in_full() -> None:
    assert answer("Disk full", "disk full")["title_both"] == 1.0


def test_a_words_beginning_and_its_meaning_answer_in_part() -> None:
    alike, same = answer("Repository gone", "repo gone"), answer("Clock skew", "ntp")
    assert 0.8 < alike["title_asked"] < 1.0
    assert 0.6 < same["answers_title"] < 0.8


def test_other_words_answer_nothing() -> None:
    assert answer("Disk full", "printer toner")["title_both"] == 0.0
