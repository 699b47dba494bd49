from codriver.model import Matters
from codriver.telemetry.logs import doubts
from codriver.telemetry.logs.doubts import Doubts
from codriver.telemetry.logs.records import Origin
from codriver.telemetry.logs.tally import NOTHING, Bounds, Tally

ORIGIN = Origin("log", "a.log")


def test_a_file_whose_records_all_have_a_full_clock_leaves_no_doubt() -> None:
    assert doubts.gaps(Doubts(records=5), ORIGIN) == ()


def test_few_records_without_a_clock_matter_less_than_many() -> None:
    few, many = (doubts.gaps(Doubts(records=100, unplaced=count), ORIGIN)[0] for count in (2, 50))
    assert (few.matters, many.matters) == (Matters.LITTLE, Matters.SOME)
    assert few.why.startswith("2 of 100 records have no timestamp")


def test_a_missing_year_says_how_to_place_it() -> None:
    (gap,) = doubts.gaps(Doubts(records=5, yearless=5), ORIGIN)
    assert "--at" in gap.hint


def test_a_year_that_was_assumed_is_named() -> None:
    (gap,) = doubts.gaps(Doubts(records=5, yearless=5, assumed=2024), ORIGIN)
    assert (gap.why, gap.matters) == ("timestamps without a year: read as of 2024", Matters.LITTLE)


def test_folding_is_said() -> None:
    assert doubts.folded(NOTHING, Bounds()) == ()
    assert doubts.folded(Tally(folded=True), Bounds())[0].what == "rare log patterns"
