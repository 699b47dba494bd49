from codriver.room.words import columns, safe


def test_doors_get_the_terminal_s_words_from_the_room() -> None:
    assert safe("a\x07b") == "a\\x07b"
    assert columns("漢a") == 3
