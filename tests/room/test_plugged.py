from collections.abc import Iterator

import pytest

from codriver.errors import SourceError
from codriver.model import Gap
from codriver.room.plugged import connectors, functions, guarded


def breaks(number: int) -> Iterator[int]:
    yield number
    raise ZeroDivisionError("by nought")


def refuses(number: int) -> Iterator[int]:
    yield number
    raise SourceError("no", hint="mend it")


def test_a_bug_in_a_plug_in_is_a_gap_after_what_it_gave() -> None:
    found = list(guarded("mine", breaks)(7))
    assert found[0] == 7
    assert isinstance(found[1], Gap)
    assert "ZeroDivisionError: by nought" in found[1].why


def test_an_error_raised_on_purpose_goes_through() -> None:
    with pytest.raises(SourceError):
        list(guarded("mine", refuses)(7))


def test_every_shipped_plug_in_can_be_had() -> None:
    assert connectors()[1] == ()
    assert "log_files" in connectors()[0]
    detectors, gaps = functions("codriver.engine.detectors", "detect")
    assert "error_burst" in detectors
    assert gaps == ()


def test_a_plug_in_without_its_function_is_a_gap() -> None:
    found, gaps = functions("codriver.engine.detectors", "divine")
    assert found == {}
    assert "it has no divine" in {gap.why for gap in gaps}
