from codriver.telemetry.logs.cites import LONGEST_QUOTE, patterns, quote, services, thrown
from codriver.telemetry.logs.tally import NOTHING


def test_a_quote_is_a_part_of_the_line_that_stands_there_as_it_is() -> None:
    assert quote("plain") == "plain"
    assert quote("\ufefffirst") == "first"
    assert quote("ab\ufffdlonger part\ufffdc") == "longer part"


def test_a_quote_is_bounded() -> None:
    assert len(quote("x" * 10_000)) == LONGEST_QUOTE


def test_an_empty_tally_has_no_patterns() -> None:
    assert (patterns(NOTHING), services(NOTHING), thrown(NOTHING)) == ((), (), ())
