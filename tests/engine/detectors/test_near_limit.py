import math
from dataclasses import replace

import pytest

from codriver.engine.detectors.near_limit import detect
from codriver.testing import a_metric, a_situation


def test_a_pool_that_filled_up_is_told_with_both_levels_and_is_no_trouble_by_itself() -> None:
    pool = a_metric("payments", "pool share", 0.3, 1.0, kind="connections", unit="share")
    (found,) = detect(a_situation(observations=[pool]))

    assert (found.trouble, found.kind, found.size, found.cites) == (False, "connections", 1.0, pool.cites)
    assert found.says == "connections of payments is at 100 % of its limit (before: 30 %)"


def test_a_pool_that_is_kept_full_on_purpose_is_left_alone() -> None:
    full = a_metric("payments", "pool share", 0.95, 0.99, kind="connections", unit="share")
    assert not list(detect(a_situation(observations=[full])))


@pytest.mark.parametrize(
    ("kind", "unit", "after"), [("errors", "share", 1.0), ("memory", "bytes", 1e9), ("memory", "share", 0.89)]
)
def test_only_shares_of_a_limit_nearly_used_up_count(kind: str, unit: str, after: float) -> None:
    assert not list(detect(a_situation(observations=[a_metric("payments", "m", 0.1, after, kind=kind, unit=unit)])))


def test_a_level_not_seen_before_proves_no_rise() -> None:
    full = replace(a_metric("payments", "pool", 0.3, 1.0, kind="memory", unit="share"), before=None)
    assert not list(detect(a_situation(observations=[full])))


def test_a_deviation_that_is_no_number_leaves_a_size_that_is_one() -> None:
    full = replace(a_metric("payments", "pool", 0.3, 0.95, kind="memory", unit="share"), deviation=math.nan)
    assert [found.size for found in detect(a_situation(observations=[full]))] == [0.95]
