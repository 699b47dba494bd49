"""Whatever a running system does, the answer comes in time, and the Gap says why and how to mend it."""

import time
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.servers import Asked, Reply, as_json, serving

from codriver.access.http.login import Login
from codriver.access.http.secret import Secret
from codriver.model import Observation
from codriver.room.live.hearing import Spoken, hear
from codriver.room.plugged import live_connectors
from codriver.room.request import Live, LiveSource, Request, Room
from codriver.room.triage import triage

CONNECTORS, _ = live_connectors()
OVER_HTTP = [name for name, module in CONNECTORS.items() if "url" in tomllib.loads(module.EXAMPLE)]
NOW = datetime(2026, 3, 1, 2, 10, tzinfo=UTC)
SHOWN_NOWHERE = "t0ken-that-nobody-may-see"
HANGING_S, DEADLINE_S = 0.5, 10.0  # only who hangs is waited for until the end
SLACK_S = 2.5  # of a busy machine
ROW = b'{"labels": {"alertname": "x"}, "values": [[1, "2"]]}, '


def elsewhere(_: Asked) -> Reply:
    return Reply(status=302, headers={"Location": "http://127.0.0.2:9/login"})


BEHAVIOURS: dict[str, tuple[Callable[[Asked], Reply], str]] = {
    "hangs": (lambda _: Reply(hang=True), "answer"),
    "answers 500": (lambda _: as_json({"message": "boom"}, status=500), "500"),
    "answers HTML": (lambda _: Reply(b"<html><body>Sign in</body></html>"), "web page"),
    "is cut off": (lambda _: Reply(b'{"status": "success", "data": {"result": [{"a": 1'), "broken off"),
    "ends too early": (lambda _: Reply(b"[" + ROW * 99, cut=99), "broke"),
    "has ten million rows": (lambda _: Reply(ROW * 1000, repeat=10_000), "more than 1 MiB"),
    "redirects to another host": (elsewhere, "another host"),
    "finds the token expired": (lambda _: as_json({}, status=401), "401"),
    "forbids": (lambda _: as_json({}, status=403), "403"),
    "is another thing": (lambda _: as_json(["what", {"is": "this"}, None, 7]), ""),
    "is yet another thing": (lambda _: as_json({"data": [1, None], "items": {"a": 1}, "status": 3, "hits": None}), ""),
}


def a_room(name: str, url: str, state: Path, deadline_s: float = DEADLINE_S) -> Room:
    table = tomllib.loads(CONNECTORS[name].EXAMPLE)
    settings = {key: value for key, value in table.items() if key in CONNECTORS[name].SETTINGS}
    login = Login(token=Secret(SHOWN_NOWHERE))
    source = LiveSource(name=name, kind=name, url=url, login=login, max_mb=1, settings=settings)
    return Room(state=state, live=Live(sources=(source,), deadline_s=deadline_s))


def heard(room: Room) -> tuple[Spoken, float]:
    began = time.monotonic()
    return hear(room, Request(now=NOW, live=True), lambda _: None), time.monotonic() - began


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
@pytest.mark.parametrize("name", OVER_HTTP)
def test_the_answer_comes_in_time_and_the_gap_says_why(name: str, behaviour: str, tmp_path: Path) -> None:
    answering, says = BEHAVIOURS[behaviour]
    deadline_s = HANGING_S if behaviour == "hangs" else DEADLINE_S
    with serving(answering) as server:
        told, seconds = heard(a_room(name, server.url, tmp_path, deadline_s))
    assert seconds < deadline_s + SLACK_S
    gaps = [gap for gap in told.gaps if gap.source == name]
    assert all(gap.why and gap.hint for gap in gaps)
    assert SHOWN_NOWHERE not in repr(told)
    assert not any(isinstance(fact, Observation) for fact in told.facts)
    if says:
        assert any(says in gap.why for gap in gaps), [gap.why for gap in gaps]
        assert told.silent
        assert not told.answered


@pytest.mark.parametrize("name", OVER_HTTP)
def test_a_clock_that_is_off_is_said(name: str, tmp_path: Path) -> None:
    with serving(lambda _: as_json({}, status=500, seconds_ahead=300)) as server:
        told, _ = heard(a_room(name, server.url, tmp_path))
    assert any("ahead of this machine's" in gap.why for gap in told.gaps)


def test_nothing_claims_that_all_is_well_when_nobody_answered(tmp_path: Path) -> None:
    room = a_room("prometheus", "http://127.0.0.1:9", tmp_path)
    assessment = triage(room, Request(now=NOW, live=True), lambda _: None)
    metrics = next(gap for gap in assessment.gaps if gap.what == "metrics")
    assert "does not mean that nothing is wrong" in metrics.why
    assert "no errors" not in assessment.impact.says
    assert assessment.outcome.value in {"undetermined", "nothing_found"}
