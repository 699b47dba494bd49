import math
from dataclasses import replace

import pytest

from codriver.engine.finding_of import finding_of, hurts
from codriver.testing import a_metric, an_error


def test_a_finding_takes_place_time_and_citations_from_its_observation() -> None:
    seen = an_error("checkout", "pricing refused", kind="refused", peer="pricing", minutes=1)
    found = finding_of(seen, "error_burst", says="it says so", size=0.12345)

    assert (found.service, found.peer, found.at, found.cites) == ("checkout", "pricing", seen.at, seen.cites)
    assert (found.kind, found.name, found.observation) == ("refused", "pricing refused", seen.id)
    assert (found.size, found.direction, found.trouble) == (0.123, "rises", False)
    assert finding_of(seen, "d", says="", size=1, kind="silence").kind == "silence"


@pytest.mark.parametrize(
    ("before", "after", "direction"), [(1.0, 0.0, "falls"), (1.0, 1.0, ""), (None, 1.0, ""), (1.0, None, "")]
)
def test_a_direction_needs_two_levels(before: float | None, after: float | None, direction: str) -> None:
    seen = replace(an_error("a", "boom"), before=before, after=after)
    assert finding_of(seen, "d", says="", size=1).direction == direction


@pytest.mark.parametrize(
    ("kind", "unit", "before", "after", "hurt"),
    [
        ("errors", "share", 0.0, 0.02, True),
        ("errors", "share", 0.0, 0.01, False),
        ("errors", "/s", 0.0, 0.5, True),
        ("latency", "s", 0.1, 0.2, True),
        ("latency", "s", 0.1, 0.19, False),
        ("latency", "s", 0.01, 0.05, False),
        ("latency", "ms", 10.0, 50.0, False),
        ("refusals", "share", 0.0, 0.3, True),
        ("refusals", "/s", 0.0, 90.0, False),
        ("memory", "share", 0.0, 1.0, False),
        ("errors", "share", 0.9, 0.1, False),
        ("errors", "share", 0.0, math.nan, False),
        ("errors", "share", math.inf, math.inf, False),
    ],
)
def test_a_shift_hurts_when_somebody_feels_it(kind: str, unit: str, before: float, after: float, *, hurt: bool) -> None:
    assert hurts(a_metric("a", "m", before, after, kind=kind, unit=unit)) is hurt
