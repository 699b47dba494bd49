"""The index answers which documents have a word, and in which field; it forgets what is taken out of it."""

from pathlib import Path

from codriver.knowledge.chunks import page
from codriver.knowledge.store import PIECES, Having, Store

KAFKA = page("alerts/KafkaConsumerLag.md", "# Kafka consumer lag\n\nConsumers fall behind.\n\n## LagHigh\n\nScale.\n")
DISK = page("disk/full.md", "# Disk is full\n\nFree some space on it.\n")


def a_store() -> Store:
    store = Store()
    store.add([KAFKA, DISK])
    return store


def test_a_word_is_had_by_documents_and_in_fields() -> None:
    with a_store() as store:
        assert store.having("consum") == Having([1], [1], [], [])
        assert store.having("lag") == Having([1], [1], [], [1])
        assert store.having("alert") == Having([1], [], [1], [])
        assert store.having("nowher") == Having([], [], [], [])


def test_a_documents_words_stand_in_order_with_marks_between_fields() -> None:
    with a_store() as store:
        assert store.text(2).split() == (
            ["disk", "is", "full", "full", "\x02", "disk", "\x03", "\x04", "free", "some", "space", "on", "it"]
        )


def test_a_document_that_holds_the_marks_itself_is_not_mistaken(tmp_path: Path) -> None:
    with Store(tmp_path / "i.sqlite") as store:
        store.add([page("a.md", "# One \x03 two\n\nthree \x04 four\n")])
        assert store.text(1).split() == ["one", "two", "a", "\x02", "\x03", "\x04", "three", "four"]


def test_names_and_headings_are_found_by_their_slug() -> None:
    with a_store() as store:
        assert store.bearing("kafkaconsumerlag") == {1}
        assert (store.headed(1, "laghigh"), store.headed(1, "other")) == (2, 0)
        assert [one.name for one in store.entries([2])] == ["disk/full.md"]
        assert store.piece(2 * PIECES + 1).split() == ["free", "some", "space", "on", "it"]


def test_what_is_replaced_is_gone(tmp_path: Path) -> None:
    with Store(tmp_path / "i.sqlite") as store:
        store.replace([], [(KAFKA, 1, 1), (DISK, 2, 2)])
        store.replace(["disk/full.md"], [])
    with Store(tmp_path / "i.sqlite") as store:
        assert store.files() == {"alerts/KafkaConsumerLag.md": (1, 1)}
        assert store.having("disk") == Having([], [], [], [])
        assert list(store.lengths()) == [1]


def test_words_are_stemmed_as_the_index_stems_them() -> None:
    with a_store() as store:
        assert store.stems("Consumers, lagging") == ("consum", "lag")
