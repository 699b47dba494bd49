from codriver.telemetry.columns import Frame
from codriver.telemetry.logs.places import Places
from codriver.telemetry.rows import LogBlock


def test_lines_get_the_numbers_that_their_blocks_say() -> None:
    places = Places()
    places.add(LogBlock("log", "x", 1, b"a\nb\n", places=(7, 7)))
    places.add(LogBlock("log", "x", 3, b"c\n", places=(9,)))
    told = places.told(Frame({"line": [1, 2, 3], "end_line": [1, 3, 3]}))
    assert (told["line"].to_list(), told["end_line"].to_list()) == ([7, 7, 9], [7, 9, 9])


def test_blocks_that_say_none_keep_their_own_numbers() -> None:
    places = Places()
    places.add(LogBlock("log", "x", 5, b"a\n"))
    rows = Frame({"line": [5]})
    assert places.told(rows) is rows
