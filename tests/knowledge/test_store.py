"""The index answers where words stand; it forgets what is taken out of it."""

from pathlib import Path

from codriver.knowledge.chunks import page
from codriver.knowledge.store import PIECES, Store, spread

KAFKA = page("alerts/KafkaConsumerLag.md", "# Kafka consumer lag\n\nConsumers fall behind.\n\n## LagHigh\n\nScale.\n")
DISK = page("disk/full.md", "# Disk is full\n\nFree some space on it.\n")


def a_store() -> Store:
    store = Store()
    store.add([KAFKA, DISK])
    return store


def test_places_tell_fields_and_pieces() -> None:
    with a_store() as store:
        places = store.places("consum")
        assert dict(places.documents) == {1: [2, 0, 0, 1]}
        assert places.pieces == frozenset({PIECES, PIECES + 1})
        assert store.places("nowher").documents == {}


def test_words_close_together_and_phrases_are_found() -> None:
    with a_store() as store:
        assert store.near("free", "space") == {2}
        assert store.near("fall", "space") == set()
        assert store.phrases([("fall", "behind"), ("no", "such"), ("disk",)]) == {1: [0, 0, 0, 1], 2: [1, 0, 0, 0]}


def test_names_and_headings_are_found_by_their_slug() -> None:
    with a_store() as store:
        assert store.bearing("kafkaconsumerlag") == {1}
        assert (store.headed(1, "laghigh"), store.headed(1, "other")) == (2, 0)
        assert [one.name for one in store.entries([2])] == ["disk/full.md"]
        assert store.piece(2 * PIECES + 1)[1].strip() == "Free some space on it."


def test_what_is_replaced_is_gone(tmp_path: Path) -> None:
    with Store(tmp_path / "i.sqlite") as store:
        store.replace([], [(KAFKA, 1, 1), (DISK, 2, 2)])
        store.replace(["disk/full.md"], [])
    with Store(tmp_path / "i.sqlite") as store:
        assert store.files() == {"alerts/KafkaConsumerLag.md": (1, 1)}
        assert store.places("disk").documents == {}
        assert store.count()[0] == 1


def test_names_are_read_as_a_whole_and_in_parts() -> None:
    assert spread("see KafkaConsumerLag") == "see KafkaConsumerLag Kafka Consumer Lag"
    with a_store() as store:
        assert store.stems("Consumers, lagging") == ("consum", "lag")
