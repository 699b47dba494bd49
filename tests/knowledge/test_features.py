"""What speaks for a document: shares, names, services, meanings."""

from codriver.knowledge.asked import Voice
from codriver.knowledge.chunks import page
from codriver.knowledge.features import Seen, features
from codriver.knowledge.heard import Corpus, Heard
from codriver.knowledge.store import PIECES, Store

PAGES = {
    "net/NodeNetworkInterfaceFlapping.md": "# Interface flaps\n\nThe link goes away.\n",
    "redis/README.md": "# Redis\n\nAll about it.\n\n## Memory\n\nIt is full.\n",
    "redis/old.md": "# Old notes\n\nRedis was here.\n",
}


def seen_by(voice: Voice) -> dict[str, Seen]:
    store = Store()
    store.add(page(name, text) for name, text in PAGES.items())
    return {one.entry.name: one for one in features(Heard(Corpus(store), voice))}


def test_words_of_the_same_meaning_bring_a_page_near() -> None:
    seen = seen_by(Voice(said="nic up and down"))
    assert seen["net/NodeNetworkInterfaceFlapping.md"].features["title_asked"] > 0.2


def test_a_service_that_is_spoken_of_leads_to_its_own_page() -> None:
    seen = seen_by(Voice(said="the redis service has not received any traffic"))
    assert [seen[name].features["service_page"] for name in ("redis/README.md", "redis/old.md")] == [1.0, 0.0]
    assert seen["redis/old.md"].features["service_folder"] == 1.0


def test_a_name_is_recognised_however_it_is_spelt() -> None:
    seen = seen_by(Voice(name="node_network_interface_flapping"))
    assert seen["net/NodeNetworkInterfaceFlapping.md"].features["bears_name"] == 1.0


def test_the_piece_that_says_most_is_told() -> None:
    seen = seen_by(Voice(said="redis memory full"))
    assert seen["redis/README.md"].piece % PIECES == 2


def test_shares_stay_between_nothing_and_all() -> None:
    for one in seen_by(Voice(name="RedisMemory", said="redis memory is full", line="link goes away")).values():
        assert all(0 <= value <= 1.0001 for name, value in one.features.items() if name != "length")


def test_nothing_shared_finds_nothing() -> None:
    assert seen_by(Voice(said="qqq")) == {}
