from dataclasses import replace

from codriver.room.calibration import Bin, reliability, svg
from codriver.room.triage import shipped_weights

WEIGHTS = replace(shipped_weights(), reliability=((0.1, 0.1, 50), (0.9, 0.5, 50)))


def test_the_error_is_the_mean_distance_of_said_and_right() -> None:
    found = reliability(WEIGHTS)
    assert found.bins == (Bin(0.1, 0.1, 50), Bin(0.9, 0.5, 50))
    assert (found.error, found.base_rate) == (0.2, 0.3)
    assert 0 < found.noise_floor < found.error


def test_without_a_table_nothing_is_claimed() -> None:
    bare = reliability(replace(WEIGHTS, reliability=()))
    assert (bare.bins, bare.error, bare.skill) == ((), 0.0, 0.0)
    assert svg(bare).startswith("<svg ")
