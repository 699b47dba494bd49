"""An observation is known by its content; what was not seen is not the same as nothing."""

from dataclasses import replace

from codriver.model import Frame, Signal
from codriver.testing import a_metric, an_error, an_exception


def test_not_seen_before_is_not_the_same_as_none_before() -> None:
    unseen, none = (an_error("pay", "boom", before=before) for before in (None, 0.0))
    assert unseen.id != none.id


def test_frames_belong_to_what_an_exception_is() -> None:
    frame = Frame(file="pay/total.py", line=4, function="total")
    assert an_exception("pay", "KeyError", frame).id != an_exception("pay", "KeyError", replace(frame, line=5)).id


def test_signals_are_their_own_names_in_json() -> None:
    assert [signal.value for signal in Signal] == [signal.name.lower() for signal in Signal]


def test_a_level_is_rounded_in_the_id_and_kept_in_the_value() -> None:
    one, other = (replace(a_metric("pay", "heap", 1.0, 2.0), after=after) for after in (1 / 3, 1 / 3 + 1e-12))
    assert one.id == other.id
    assert one != other
