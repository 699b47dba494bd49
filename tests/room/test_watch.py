"""The watch opens one incident for alerts that fire together, and none twice."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.servers import Asked, Reply, as_json, serving

from codriver.errors import ConfigError
from codriver.model import Signal
from codriver.room.request import Live, LiveSource, Request, Room
from codriver.room.survey import survey
from codriver.room.triage import look
from codriver.room.watch import Clock, Opened, watch
from codriver.testing import at

NOW = at(10)


def an_alert(name: str, started: datetime, service: str = "checkout") -> dict[str, object]:
    return {
        "labels": {"alertname": name, "service": service},
        "annotations": {"summary": f"{name} on {service}"},
        "startsAt": started.isoformat(),
        "status": {"state": "active"},
    }


def rounds(many: int) -> Clock:
    """A clock that stands still, and goes home after so many rounds."""
    left = iter(range(many - 1))
    return Clock(now=lambda: NOW, wait=lambda _: next(left, None) is None)


def watched(folder: Path, *rounds_of_alerts: list[dict[str, object]], service: str = "") -> list[Opened]:
    """What opens when each round finds these alerts firing."""
    coming: Iterator[list[dict[str, object]]] = iter(rounds_of_alerts)
    now: list[list[dict[str, object]]] = [[]]

    def answer(asked: Asked) -> Reply:
        if asked.query["active"] == ["false"]:
            return as_json([])
        now[0] = next(coming, now[0])
        return as_json(now[0])

    with serving(answer) as server:
        source = LiveSource(name="alertmanager", kind="alertmanager", url=server.url)
        room = Room(state=folder, live=Live(sources=(source,), keep_s=3600))
        asked = Request(now=NOW, live=True, service=service)
        return list(watch(room, asked, rounds(len(rounds_of_alerts)), lambda _: None, every_s=1))


def test_a_new_alert_opens_an_incident_with_an_answer(tmp_path: Path) -> None:
    (opened,) = watched(tmp_path, [], [an_alert("Errors", at(8)), an_alert("Slow", at(9))])
    assert opened.alerts == ("Errors", "Slow")
    assert opened.assessment.incident.title == "Errors"
    assert opened.at == NOW


def test_alerts_that_follow_belong_to_it_and_much_later_ones_open_another(tmp_path: Path) -> None:
    first, soon, late = an_alert("Errors", at(-30)), an_alert("Slow", at(-25)), an_alert("Full", at(5))
    opened = watched(tmp_path, [first], [first, soon], [first, soon, late])
    assert [one.alerts for one in opened] == [("Errors",), ("Full",)]


def test_what_fires_for_days_and_what_an_earlier_watch_opened_opens_nothing(tmp_path: Path) -> None:
    old, new = an_alert("Watchdog", NOW - timedelta(days=9)), an_alert("Errors", at(8))
    assert len(watched(tmp_path, [old, new], [old, new])) == 1
    assert watched(tmp_path, [old, new]) == []


def test_only_the_service_that_was_asked_for(tmp_path: Path) -> None:
    assert watched(tmp_path, [an_alert("Errors", at(8), "cart")], service="checkout") == []


def test_without_a_teller_of_alerts_it_says_so(tmp_path: Path) -> None:
    room = Room(state=tmp_path, live=Live(sources=(LiveSource(name="tempo", kind="tempo", url="http://127.0.0.1:9"),)))
    with pytest.raises(ConfigError, match="no source tells of alerts"):
        list(watch(room, Request(now=NOW), rounds(1), lambda _: None, every_s=1))


def test_it_looks_once_more_after_a_while_at_the_same_incident(tmp_path: Path) -> None:
    alerts = [an_alert("Errors", at(8))]
    with serving(lambda asked: as_json(alerts if asked.query["active"] == ["true"] else [])) as server:
        source = LiveSource(name="alertmanager", kind="alertmanager", url=server.url)
        room = Room(state=tmp_path, live=Live(sources=(source,)))
        found = watch(room, Request(now=NOW, live=True), rounds(4), lambda _: None, every_s=1, again_s=0)
        first, second = found
    assert [first.again, second.again] == [False, True]
    assert first.assessment.incident == second.assessment.incident


def test_an_alert_that_nobody_knows_is_a_gap_and_the_named_one_gives_the_title(tmp_path: Path) -> None:
    alerts = [an_alert("Slow", at(5)), an_alert("Errors", at(8), "cart")]
    with serving(lambda asked: as_json(alerts if asked.query["active"] == ["true"] else [])) as server:
        source = LiveSource(name="alertmanager", kind="alertmanager", url=server.url)
        room = Room(state=tmp_path, live=Live(sources=(source,)))
        known = look(room, Request(now=NOW, live=True, alert="Errors"), lambda _: None)
        unknown = look(room, Request(now=NOW, live=True, alert="Errorz"), lambda _: None)
    assert (known.incident.title, known.incident.service) == ("Errors", "cart")
    assert "the alert Errorz" in {gap.what for gap in unknown.gaps}


def test_an_alert_that_fired_twice_in_what_was_saved_stays_two(tmp_path: Path) -> None:
    first, again = an_alert("Errors", at(-40)), an_alert("Errors", at(5))
    (tmp_path / "alerts.json").write_text(json.dumps([first, again]))
    found = survey(Room(state=tmp_path / "state"), Request(now=NOW, paths=(tmp_path / "alerts.json",)), lambda _: None)
    assert len([one for one in found.situation.observations if one.signal == Signal.ALERT]) == 2
