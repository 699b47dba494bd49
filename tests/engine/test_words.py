import math

import pytest

from codriver.engine.words import lasting, level, measured, rate, shift, short
from codriver.testing import a_metric, an_error


@pytest.mark.parametrize(
    ("per_second", "said"),
    [(None, "not seen"), (0.0, "none"), (0.5, "30/min"), (2.0, "2/s"), (12345.6, "12,346/s"), (math.inf, "inf/s")],
)
def test_a_rate_is_said_as_a_person_pictures_it(per_second: float | None, said: str) -> None:
    assert rate(per_second) == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (None, "share", "not seen"),
        (0.256, "share", "25.6 %"),
        (0.05, "s", "50 ms"),
        (2.5, "seconds", "2.5 s"),
        (3 * 2**20, "bytes", "3 MiB"),
        (7.0, "", "7"),
        (7.0, "jobs", "7 jobs"),
    ],
)
def test_a_level_carries_its_unit(value: float | None, unit: str, said: str) -> None:
    assert level(value, unit) == said


def test_a_shift_says_before_and_after_in_the_unit_of_the_series() -> None:
    assert shift(a_metric("a", "m", 0.01, 2.0, unit="s")) == "10 ms -> 2 s"
    assert shift(a_metric("a", "m", 0.0, 2.0, unit="/s")) == "none -> 2/s"


def test_what_was_not_seen_before_is_not_said_to_have_been_nothing() -> None:
    assert shift(an_error("a", "boom", before=None)).startswith("not seen -> ")


def test_a_metric_is_said_in_a_readers_words_beside_its_own_name() -> None:
    assert measured(a_metric("a", "http_5xx_ratio", 0, 1, kind="errors", unit="share")) == (
        "failing requests (http_5xx_ratio)"
    )
    assert measured(a_metric("a", "rss", 0, 1, kind="memory")) == "memory (rss)"
    assert measured(a_metric("a", "memory_rss", 0, 1, kind="memory")) == "memory_rss"
    assert measured(a_metric("a", "turnips", 0, 1)) == "turnips"
    assert measured(a_metric("a", "r4xx", 0, 1, kind="refusals", unit="share")) == "refused requests (r4xx)"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (-40, "40 s"), (119, "119 s"), (120, "2 min"), (7200, "2 h"), (3 * 86400, "3 days")],
)
def test_a_stretch_of_time_is_rounded(seconds: float, said: str) -> None:
    assert lasting(seconds) == said


def test_a_text_becomes_one_line_and_what_is_cut_shows() -> None:
    assert short("a\n\tb   c") == "a b c"
    assert short("x" * 90) == "x" * 90
    assert short("x" * 91) == "x" * 89 + "…"
    assert short("", 5) == ""
