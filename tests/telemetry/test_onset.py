import math
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from codriver.model import Citation, Observation, Ref, Signal
from codriver.telemetry.onset import Onset, Pulse, find
from codriver.telemetry.pulses import pulses_of_edges, pulses_of_metrics
from codriver.telemetry.rows import Series, SpanBlock
from codriver.telemetry.traces import fold

START = datetime(2024, 5, 1, 12, tzinfo=UTC)
UNTIL = START + timedelta(minutes=20)
TIMES = tuple(START.timestamp() + 5 * index for index in range(240))
BEGAN = START + timedelta(minutes=12)


def pulse(service: str, *, seed: int, rises: datetime | None = None, falls: datetime | None = None) -> Pulse:
    draw = random.Random(seed)
    begin = rises.timestamp() if rises else math.inf
    end = falls.timestamp() if falls else math.inf
    values = tuple(abs(draw.gauss(0.01, 0.003)) + 0.4 * (begin <= at < end) for at in TIMES)
    return Pulse(service, "errors", TIMES, values)


def quiet(count: int) -> list[Pulse]:
    return [pulse(f"quiet-{seed}", seed=seed) for seed in range(100, 100 + count)]


def alert(at: datetime) -> Observation:
    cite = Citation(Ref("alerts", "alert.json#/alerts/0"), "High")
    return Observation(signal=Signal.ALERT, source="alerts", service="a", at=at, name="High", says="", cites=(cite,))


def found(pulses: Sequence[Pulse], *alerts: datetime) -> Onset:
    onset = find(pulses, [alert(at) for at in alerts], UNTIL)
    assert onset is not None
    return onset


def test_no_trouble_and_no_alert_is_no_onset() -> None:
    assert find(quiet(10), [], UNTIL) is None
    assert find([], [], UNTIL) is None


def test_the_onset_is_where_several_services_begin_to_suffer() -> None:
    suffering = [pulse(name, seed=seed, rises=BEGAN + timedelta(seconds=seed)) for seed, name in enumerate("abc")]
    onset = found([*quiet(10), *suffering], BEGAN + timedelta(minutes=2))
    assert abs((onset.at - BEGAN).total_seconds()) <= 5
    assert set(onset.agrees) == {"a errors", "b errors", "c errors"}
    assert onset.sure > 0.7


@pytest.mark.parametrize("minutes", [5, 8, 12, 17])
def test_no_alert_is_needed(minutes: int) -> None:
    began = START + timedelta(minutes=minutes)
    onset = found([*quiet(5), pulse("a", seed=1, rises=began), pulse("b", seed=2, rises=began)])
    assert abs((onset.at - began).total_seconds()) <= 10


def test_the_blip_of_a_rolling_restart_is_not_the_onset() -> None:
    blip = pulse("b", seed=2, rises=START + timedelta(minutes=7), falls=START + timedelta(minutes=7, seconds=25))
    onset = found([blip, pulse("a", seed=1, rises=BEGAN)], BEGAN + timedelta(minutes=2))
    assert abs((onset.at - BEGAN).total_seconds()) <= 5


def test_a_blip_alone_is_no_onset() -> None:
    blip = pulse("b", seed=2, rises=START + timedelta(minutes=9), falls=START + timedelta(minutes=9, seconds=25))
    assert find([*quiet(5), blip], [], UNTIL) is None


def test_trouble_that_is_over_by_now_still_reached_the_alert() -> None:
    over = BEGAN + timedelta(minutes=2)
    onset = found([pulse("a", seed=1, rises=BEGAN, falls=over)], BEGAN + timedelta(seconds=90))
    assert abs((onset.at - BEGAN).total_seconds()) <= 10


def test_an_alert_without_any_risen_pulse_gives_an_onset_that_is_not_sure() -> None:
    onset = found(quiet(5), BEGAN)
    assert onset.at < BEGAN
    assert onset.agrees == ()
    assert onset.sure < 0.3


def test_a_rise_long_after_the_last_alert_is_another_matter() -> None:
    onset = found([pulse("a", seed=1, rises=BEGAN)], BEGAN - timedelta(minutes=4))
    assert onset.agrees == ()


def test_the_order_of_pulses_changes_nothing() -> None:
    pulses = [*quiet(5), *(pulse(name, seed=seed, rises=BEGAN) for seed, name in enumerate("abc"))]
    assert find(pulses, [], UNTIL) == find(pulses[::-1], [], UNTIL)


def test_failing_shares_of_metrics_are_pulses() -> None:
    def counter(status: str, each: float) -> Series:
        values = tuple(each * index for index in range(len(TIMES)))
        tokens = tuple(map(str, values))
        labels = (("job", "web"), ("status", status))
        return Series("m", "http_requests_total", labels, TIMES, values, tokens, tuple(range(len(TIMES))), "m#/{row}")

    pulses = pulses_of_metrics([counter("200", 3), counter("500", 1)])
    assert [(one.service, set(one.values)) for one in pulses] == [("web", {0.25})]


def test_failing_calls_of_traces_are_pulses() -> None:
    count = len(TIMES)
    ids = tuple(map(str, range(count)))
    failing = tuple(at >= BEGAN.timestamp() for at in TIMES)
    spans = SpanBlock(
        "t", ids, ids, ("",) * count, ("web",) * count, ("GET",) * count, ("client",) * count, ("store",) * count,
        TIMES, (0.01,) * count, failing, ("",) * count, ids, ids,
    )  # fmt: skip
    onset = found(pulses_of_edges(fold([spans])))
    assert abs((onset.at - BEGAN).total_seconds()) <= 5
    assert onset.agrees == ("web errors toward store (traces)",)
