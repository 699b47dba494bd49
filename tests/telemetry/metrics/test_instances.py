from codriver.model import Window
from codriver.telemetry.metrics.instances import young_instances
from codriver.telemetry.metrics.placing import place
from codriver.telemetry.rows import Series
from codriver.testing import ONSET, at

WINDOW = Window(since=at(-10), onset=ONSET, until=at(10))


def a_pod(name: str, born: int, value: float, metric: str = "success_rate") -> Series:
    times = tuple(ONSET.timestamp() + 60 * minute for minute in range(born, 10))
    return Series(
        source="test",
        name=metric,
        labels=(("pod", name), ("service", "pay")),
        times=times,
        values=(value,) * len(times),
        tokens=(str(value),) * len(times),
        rows=tuple(range(len(times))),
        locator=name + "#{row}",
    )


def test_a_canary_that_fails_beside_old_instances_that_do_not_is_told() -> None:
    (seen,) = young_instances(place([a_pod("old", -10, 100.0), a_pod("new", 3, 5.0)]), WINDOW)
    assert (seen.service, seen.kind, seen.before, seen.after) == ("pay", "errors", 0.0, 0.95)
    assert seen.deviation > 10
    assert seen.at == at(3)


def test_a_canary_that_does_as_well_is_told_too() -> None:
    (seen,) = young_instances(place([a_pod("old", -10, 100.0), a_pod("new", 3, 100.0)]), WINDOW)
    assert seen.deviation == 0
    assert "no worse than" in seen.says


def test_instances_of_one_age_are_not_compared() -> None:
    assert list(young_instances(place([a_pod("old", -10, 100.0), a_pod("other", -10, 50.0)]), WINDOW)) == []
