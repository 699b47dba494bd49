from datetime import UTC, datetime

import pytest

from codriver.cli.screen.figures import clock, counted, day_and_clock, distance, duration, percent


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0 %"),
        (0.00002, "under 0.01 %"),
        (0.002, "0.2 %"),
        (0.0123, "1.2 %"),
        (0.0999, "10 %"),
        (0.14, "14 %"),
        (0.9999, "over 99 %"),
        (1.0, "100 %"),
    ],
)
def test_shares_never_round_to_none_or_all(share: float, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.035, "35 ms"),
        (0.9996, "1 s"),
        (1.2, "1.2 s"),
        (9.96, "10 s"),
        (42.4, "42 s"),
        (59.7, "1 min"),
        (250, "4 min 10 s"),
        (720, "12 min"),
        (3599, "1 h"),
        (3700, "1 h 2 min"),
        (90000, "1 d 1 h"),
    ],
)
def test_durations_take_at_most_two_units(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_a_distance_says_on_which_side_of_the_onset() -> None:
    assert [distance(seconds) for seconds in (-250, 0.2, 30)] == ["4 min 10 s before", "at onset", "30 s after"]


def test_times_are_utc() -> None:
    at = datetime.fromisoformat("2026-03-01T03:41:10+01:00")
    assert day_and_clock(at) == "2026-03-01 02:41:10 UTC"
    assert clock(at.astimezone(UTC)) == "02:41:10"


def test_counts_agree_with_their_noun() -> None:
    assert [counted(1, "gap"), counted(2, "gap"), counted(0, "entry", "entries")] == ["1 gap", "2 gaps", "0 entries"]
