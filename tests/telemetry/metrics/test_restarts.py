from datetime import UTC, datetime, timedelta

from codriver.model import Window
from codriver.telemetry.metrics.placing import place
from codriver.telemetry.metrics.restarts import restarts, silences
from codriver.telemetry.rows import Series

SINCE = datetime(2024, 5, 1, 12, tzinfo=UTC)
WINDOW = Window(since=SINCE, onset=SINCE + timedelta(seconds=50), until=SINCE + timedelta(seconds=100))
NAME = "kube_pod_container_status_restarts_total"


def series(*values: float, pod: str = "web-1", name: str = NAME) -> Series:
    times = tuple(SINCE.timestamp() + 10 * index for index in range(len(values)))
    tokens = tuple(map(str, values))
    labels = (("container", "web"), ("pod", pod))
    return Series("prometheus", name, labels, times, values, tokens, tuple(range(len(values))), "m.json#/{row}")


def test_a_restart_counter_that_rises_by_two_is_two_restarts() -> None:
    (seen,) = restarts(place([series(0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2)]), WINDOW)
    assert (seen.service, seen.before, seen.after, seen.at) == ("web", 0, 2, SINCE + timedelta(seconds=70))
    assert [cite.ref.locator for cite in seen.cites] == ["m.json#/6", "m.json#/7"]


def test_restarts_before_the_onset_are_how_it_always_was() -> None:
    (seen,) = restarts(place([series(0, 1, 2, 3, 3, 3, 3, 4)]), WINDOW)
    assert (seen.before, seen.after, seen.deviation) == (3, 1, 0)


def test_no_restart_is_told_too() -> None:
    (seen,) = restarts(place([series(5, 5, 5, 5, 5, 5, 5, 5)]), WINDOW)
    assert (seen.before, seen.after, seen.at) == (0, 0, WINDOW.onset)


def test_instances_of_a_service_are_counted_together() -> None:
    pods = [series(0, 0, 0, 0, 0, 0, 1, 1, pod=f"web-{index}") for index in range(4)]
    (seen,) = restarts(place(pods), WINDOW)
    assert seen.after == 4


def test_a_recording_that_ends_for_all_is_no_silence() -> None:
    ended = [series(1, 1, 1, 1, 1, 1, pod=f"p-{index}", name="process_threads") for index in range(2)]
    assert list(silences(place(ended), WINDOW)) == []
