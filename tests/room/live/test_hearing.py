"""The sources of the configuration are asked together; what they answer takes the road of files."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.servers import as_json, routes, serving

from codriver.connectors import Fact
from codriver.errors import ConfigError
from codriver.model import Gap, Observation, Scope, Signal
from codriver.room.live.around import around, began_of
from codriver.room.live.hearing import hear, recent
from codriver.room.request import Live, LiveSource, Request, Room
from codriver.room.triage import triage
from codriver.testing import ONSET, an_alert, at

NOW = at(10)


def silent(_: str) -> None:
    """Progress that nobody watches."""


def a_live_room(state: Path, *sources: LiveSource, deadline_s: float = 5.0) -> Room:
    return Room(state=state, live=Live(sources=sources, deadline_s=deadline_s))


def an_alert_of_the_api(name: str, service: str, started: datetime) -> dict[str, object]:
    return {
        "labels": {"alertname": name, "service": service},
        "annotations": {"summary": f"{name} on {service}"},
        "startsAt": started.isoformat(),
        "status": {"state": "active"},
    }


def test_without_any_live_source_the_hint_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no live source") as caught:
        hear(Room(state=tmp_path), Request(now=NOW, live=True), silent)
    assert "codriver init" in caught.value.hint


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (LiveSource(name="promtheus", kind="promtheus"), "no connector `promtheus`"),
        (LiveSource(name="prometheus", kind="prometheus", settings={"mtach": "x"}), "sources.prometheus.mtach"),
    ],
)
def test_a_misspelt_source_or_setting_is_an_error_with_the_word_that_was_meant(
    source: LiveSource, says: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        hear(a_live_room(tmp_path, source), Request(now=NOW, live=True), silent)
    assert "did you mean" in caught.value.hint


def test_a_source_without_an_address_is_a_gap(tmp_path: Path) -> None:
    told = hear(a_live_room(tmp_path, LiveSource(name="prometheus", kind="prometheus")), Request(now=NOW), silent)
    (gap,) = told.gaps
    assert (gap.source, "url" in gap.why + gap.hint) == ("prometheus", True)
    assert told.silent == (("prometheus", ("metrics",)),)


def test_one_that_hangs_does_not_keep_another_from_being_heard(tmp_path: Path) -> None:
    alerts = [an_alert_of_the_api("SlowCheckout", "checkout", at(1))]
    with (
        serving(lambda asked: as_json(alerts if "true" in asked.query["active"] else [])) as up,
        serving(lambda _: as_json({}, hang=True)) as hanging,
    ):
        room = a_live_room(
            tmp_path,
            LiveSource(name="alertmanager", kind="alertmanager", url=up.url),
            LiveSource(name="prometheus", kind="prometheus", url=hanging.url),
            deadline_s=3.0,  # long enough for the one that answers, on a busy machine too
        )
        assessment = triage(room, Request(now=NOW, live=True), silent)
    assert assessment.incident.title == "SlowCheckout"
    why = {gap.what: gap.why for gap in assessment.gaps}
    assert "did not answer" in why["metrics"]
    assert "answer" in why["metrics from prometheus"]
    assert "alerts" not in why


def test_what_was_heard_cites_the_address_that_a_person_can_open(tmp_path: Path) -> None:
    alerts = [an_alert_of_the_api("SlowCheckout", "checkout", at(1))]
    with serving(lambda asked: as_json(alerts if "true" in asked.query["active"] else [])) as server:
        room = a_live_room(tmp_path, LiveSource(name="alertmanager", kind="alertmanager", url=server.url))
        assessment = triage(room, Request(now=NOW, live=True), silent)
    cited = [cite for cite in assessment.cited() if cite.ref.source == "alertmanager"]
    assert cited
    assert all(cite.ref.locator.startswith(f"{server.url}/api/v2/alerts?") for cite in cited)
    assert all(cite.quote in json.dumps(alerts) for cite in cited)


def test_a_missing_token_is_named(tmp_path: Path) -> None:
    from codriver.config import furnish

    (tmp_path / "codriver.toml").write_text(
        '[sources.prometheus]\nurl = "http://127.0.0.1:9"\ntoken_env = "PROM_TOKEN"\n[state]\npath = "state"\n'
    )
    told = hear(furnish(tmp_path, {"HOME": str(tmp_path)}), Request(now=NOW, live=True), silent)
    assert [gap.why for gap in told.gaps] == ["no token: the environment variable PROM_TOKEN is not set"]


def test_the_time_asked_about_lies_around_what_is_known() -> None:
    hour = timedelta(hours=1)
    assert around(Request(now=NOW), 60) == Scope(since=NOW - hour, until=NOW)
    assert around(Request(now=NOW, at=ONSET - hour), 60) == Scope(since=ONSET - 2 * hour, until=ONSET)
    assert around(Request(now=NOW, since=ONSET), 60) == Scope(since=ONSET, until=NOW)
    old = an_alert("checkout", "Slow", minutes=-120)
    assert around(Request(now=NOW), 60, [old]) == Scope(since=at(-150), until=NOW)


def test_the_alert_that_is_named_counts_then_those_of_the_service_then_recent_ones() -> None:
    alerts = [an_alert("a", "Watchdog", minutes=-9999), an_alert("b", "Slow", minutes=-5), an_alert("c", "Errors")]
    assert began_of(Request(now=NOW), alerts) == at(-5)
    assert began_of(Request(now=NOW, alert="Watchdog"), alerts) == at(-9999)
    assert began_of(Request(now=NOW, service="c"), alerts) == at(2)
    assert began_of(Request(now=NOW), []) is None


def test_alerts_that_fire_for_ever_are_left_out_and_named_and_twins_are_one() -> None:
    def facts() -> Iterator[Fact]:
        yield an_alert("a", "Watchdog", minutes=-9999)
        yield an_alert("b", "Slow")
        yield an_alert("b", "Slow", minutes=3)

    kept = list(recent(facts(), Request(now=NOW), Scope(since=at(-60))))
    assert [fact.name for fact in kept if isinstance(fact, Observation)] == ["Slow"]
    (gap,) = (fact for fact in kept if isinstance(fact, Gap))
    assert "Watchdog" in gap.why
    assert all(fact.signal == Signal.ALERT for fact in kept if isinstance(fact, Observation))


def test_answers_come_from_the_same_minute_without_asking_again(tmp_path: Path) -> None:
    with serving(routes({"/api/v2/alerts": []})) as server:
        room = a_live_room(tmp_path, LiveSource(name="alertmanager", kind="alertmanager", url=server.url))
        for _ in range(2):
            hear(room, Request(now=datetime(2026, 3, 1, tzinfo=UTC), live=True), silent)
    assert len(server.asked) == 2, "what fires and what is silenced, once each"
