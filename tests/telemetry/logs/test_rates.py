from datetime import UTC, datetime, timedelta

import pytest

from codriver.model import Citation, Ref, Window
from codriver.telemetry.logs import rates
from codriver.telemetry.logs.rates import Stretch
from codriver.telemetry.logs.table import ServiceLines

ONSET = datetime(2026, 11, 1, 12, tzinfo=UTC)
WINDOW = Window(since=ONSET - timedelta(seconds=100), onset=ONSET, until=ONSET + timedelta(seconds=100))
AT = ONSET.timestamp()
CITE = Citation(Ref("log", "a:1"), "x")
WHOLE = Stretch((AT - 100, AT), (AT, AT + 100))


def lines(*at: float) -> ServiceLines:
    """One line at each moment, in seconds from the onset."""
    times = tuple(AT + moment for moment in at)
    return ServiceLines("pay", times, (1,) * len(times), times[-1], CITE, CITE)


def test_a_log_covers_only_the_time_in_which_it_was_seen() -> None:
    whole = rates.seen(lines(-50, -40, -30, 20), WINDOW, AT + 40)
    assert whole.before == (AT - 50, AT)
    assert whole.after == pytest.approx((AT, AT + 40), abs=0.01)
    assert rates.seen(lines(-50, -20), WINDOW, AT + 40).after is None
    assert rates.seen(lines(20, 30), WINDOW, AT + 40).before is None


def test_a_record_or_two_before_the_onset_are_no_past() -> None:
    assert rates.seen(lines(-50, -40, 20), WINDOW, AT + 40).before is None


def test_an_unseen_stretch_has_no_rate_and_no_deviation() -> None:
    change = rates.change(lines(1, 2), Stretch(None, (AT, AT + 10)))
    assert (change.before, change.after, change.deviation) == (None, 0.2, 0.0)


def test_one_record_is_hardly_a_change_and_a_hundred_are() -> None:
    one = rates.change(lines(1), WHOLE).deviation
    many = rates.change(lines(*range(1, 100)), WHOLE).deviation
    assert one < 1
    assert many > 5


def test_an_uneven_past_makes_a_burst_less_telling() -> None:
    even = list(range(-100, 0, 5))
    bursty = [-60 + step / 100 for step in range(20)]
    after = range(1, 60)
    changes = [rates.change(lines(*before, *after), WHOLE).deviation for before in (even, bursty)]
    assert changes[0] > changes[1]


def test_load_explains_a_rise_with_it_but_no_rise_against_it() -> None:
    rising = lines(*range(-100, 0, 10), *range(0, 100, 2))
    plain, busy, idle = (rates.change(rising, WHOLE, load).deviation for load in (1.0, 5.0, 0.2))
    assert busy < 1 < plain == idle
