import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.telemetry.metrics.latency import quantile

EDGES = (0.1, 0.5, 1.0, math.inf)


def test_a_quantile_is_interpolated_inside_its_bucket() -> None:
    assert quantile(0.5, EDGES, (0, 100, 100, 100)) == pytest.approx(0.3)


def test_beyond_the_last_finite_edge_it_is_that_edge() -> None:
    assert quantile(0.95, EDGES, (0, 0, 10, 100)) == 1.0


def test_without_observations_there_is_none() -> None:
    assert math.isnan(quantile(0.95, EDGES, (0, 0, 0, 0)))
    assert math.isnan(quantile(0.95, (), ()))


@given(st.lists(st.floats(0, 1e6), min_size=4, max_size=4))
def test_any_counts_give_a_value_within_the_edges(counts: list[float]) -> None:
    found = quantile(0.95, EDGES, counts)
    assert math.isnan(found) or 0 <= found <= 1.0
