"""What means the same, alone or in several words."""

from codriver.knowledge.store import Store
from codriver.knowledge.thesaurus import meanings, shipped


def test_words_and_phrases_of_one_line_share_a_meaning() -> None:
    with Store() as store:
        known = shipped(store.all_stems)
        said = meanings(store.stems("messages stacking up in the broker"), known.said)
        named = meanings(store.stems("RabbitMQ queue backlog"), known.named)
        assert said["broker"] & named["rabbitmq"]
        assert said["stack"] & named["backlog"]


def test_an_arrow_leads_one_way_only() -> None:
    with Store() as store:
        known = shipped(store.all_stems)
        pod, kubernetes = store.stems("pod kubernetes")
        assert meanings([pod], known.said)[pod] & meanings([kubernetes], known.named)[kubernetes]
        one_way = meanings([kubernetes], known.said)[kubernetes] & meanings([pod], known.named).get(pod, set())
        assert not one_way


def test_every_line_has_a_meaning() -> None:
    with Store() as store:
        known = shipped(store.all_stems)
        assert len(known.written) > 100
        assert all(phrases and all(phrases) for phrases in known.written)
