"""The words by which knowledge is found."""

from codriver.knowledge.words import slug, words


def test_a_name_is_found_by_its_parts_and_as_a_whole() -> None:
    assert list(words("KafkaConsumerLag")) == ["kafka", "consumer", "lag", "kafkaconsumerlag"]


def test_endings_do_not_tell_words_apart() -> None:
    assert {*words("restart restarts restarted restarting")} == {"restart"}
    assert {*words("retry retries")} == {"retry"}
    assert {*words("stop stopped stopping")} == {"stop"}
    assert {*words("address addresses")} == {"address"}


def test_words_that_say_nothing_and_encoded_bytes_are_left_out() -> None:
    assert list(words("How do I get the disk back? " + "x" * 64)) == ["disk", "back"]


def test_names_are_compared_without_case_blanks_and_signs() -> None:
    assert slug("Kafka consumer-lag") == slug("KafkaConsumerLag") == "kafkaconsumerlag"
