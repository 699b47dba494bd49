"""Lines are of one kind when they differ in numbers and ids alone; a status that tells a cause keeps them apart."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.loose import exact, loosened, telling, told


def kinds(*lines: str) -> list[str]:
    keys = exact(pl.Series(lines))
    assert keys is not None
    return loosened(keys).to_list()


def test_numbers_of_any_length_and_hexadecimal_ids_make_no_kind() -> None:
    assert len(set(kinds("paid 7 in 12 ms by 4bf92f3577b34da6", "paid 12345 in 1 ms by a0e1c2d3e4f50617"))) == 1


def test_words_do() -> None:
    assert len(set(kinds("cafe opened", "cafe closed", "face opened"))) == 3


def test_the_bytes_of_a_block_serve_as_well_and_carriage_returns_do_not_count() -> None:
    lines = pl.Series(["a 1", "b 22"])
    again = exact(lines, b"a 1\r\nb 22\r\n")
    assert again is not None
    assert again.to_list() == ["a 0", "b 00"]


def test_a_line_that_holds_a_line_end_has_no_key() -> None:
    assert exact(pl.Series(["a\nb"])) is None


def test_statuses_and_priorities_tell() -> None:
    lines = pl.Series(['"GET /" 502 17', "status=404", "<131>Nov  1", '{"level":30}', "took 502 ms"])
    keys = exact(lines)
    assert keys is not None
    assert telling(keys).to_list() == [True, True, True, True, False]
    assert told(lines).to_list() == ['" 502 ', "status=404", "<131>", '"level":30', ""]
