"""Words as the index keeps them."""

from codriver.knowledge.spelt import spelt, spread, unmarked


def test_case_punctuation_and_accents_go() -> None:
    assert spelt("Disk-Full: 90%").split() == ["disk", "full", "90"]
    assert spelt("“Café” → naïve_größe").split() == ["cafe", "naive", "große"]
    assert spelt("a … b").split() == ["a", "b"]


def test_names_are_read_as_a_whole_and_in_parts() -> None:
    assert spread("see KafkaConsumerLag") == "see KafkaConsumerLag Kafka Consumer Lag"


def test_the_indexs_own_marks_are_taken_out_of_a_text() -> None:
    assert unmarked("a\x02b") == "a b"
    assert unmarked("a b") == "a b"
