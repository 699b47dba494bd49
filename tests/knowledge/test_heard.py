"""A voice in a corpus: rare words weigh more, names of services are heard."""

from codriver.knowledge.asked import Voice
from codriver.knowledge.chunks import page
from codriver.knowledge.heard import Corpus, Heard
from codriver.knowledge.store import Store


def a_library() -> Corpus:
    store = Store()
    store.add(page(f"{name}.md", f"# {name}\n\nThe server of {name} has a disk.\n") for name in ("mail", "web", "shop"))
    return Corpus(store)


def test_a_rare_word_weighs_more_than_one_that_all_have() -> None:
    corpus = a_library()
    assert corpus.rarity("nowher") > corpus.rarity("mail") > corpus.rarity("disk")


def test_services_are_heard_in_texts_names_and_labels() -> None:
    voice = Voice(name="MailServiceDown", said="the web service is slow", labels="shop")
    assert Heard(a_library(), voice).services == {"mail", "web", "shop"}


def test_words_that_say_nothing_are_left_out_and_spelling_is_kept() -> None:
    heard = Heard(a_library(), Voice(said="why are the disks slow"))
    assert heard.words["said"] == ("disk", "slow")
    assert heard.spelling["disk"] == "disks"
