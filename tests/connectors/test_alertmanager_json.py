import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from codriver.access.files import sample
from codriver.connectors import Fact, File
from codriver.connectors.alertmanager_json import read, recognise
from codriver.errors import SourceError
from codriver.model import Gap, Observation, Scope, Signal


def alert(**more: object) -> dict[str, Any]:
    return {
        "status": "firing",
        "labels": {"alertname": "HighErrorRate", "service": "web", "severity": "page"},
        "annotations": {"summary": "more than 5% of requests fail", "description": "now 8%"},
        "startsAt": "2024-05-01T12:00:00.123456789Z",
        "endsAt": "0001-01-01T00:00:00Z",
        **more,
    }


def webhook(*alerts: object, **more: object) -> dict[str, Any]:
    return {"version": "4", "groupKey": "{}", "receiver": "oncall", "status": "firing", "alerts": list(alerts), **more}


def written(folder: Path, content: object) -> File:
    path = folder / "alert.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return File(path, "alert.json", sample(path))


def facts(file: File) -> list[Fact]:
    return list(read(file, Scope()))


def only(file: File) -> Observation:
    (one,) = facts(file)
    assert isinstance(one, Observation)
    return one


def test_a_firing_alert_is_an_observation(tmp_path: Path) -> None:
    file = written(tmp_path, webhook(alert()))
    seen = only(file)
    assert recognise(file) > 0.9
    assert (seen.signal, seen.name, seen.service, seen.level) == (Signal.ALERT, "HighErrorRate", "web", "page")
    assert seen.at == datetime(2024, 5, 1, 12, 0, 0, 123456, UTC)
    assert seen.until is None
    assert seen.label("status") == "firing"
    assert seen.text == "more than 5% of requests fail now 8%"


def test_a_resolved_alert_says_until_when(tmp_path: Path) -> None:
    seen = only(written(tmp_path, webhook(alert(status="resolved", endsAt="2024-05-01T14:30:00+02:00"))))
    assert seen.until == datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
    assert seen.label("status") == "resolved"


def test_the_array_of_the_api_is_read_too(tmp_path: Path) -> None:
    file = written(tmp_path, [alert(status={"state": "active"}), alert(status={"state": "suppressed"})])
    found = facts(file)
    assert recognise(file) > 0.8
    assert [one.label("status") for one in found if isinstance(one, Observation)] == ["firing", "firing"]
    assert [one.cites[0].ref.locator for one in found if isinstance(one, Observation)] == [
        "alert.json#/0/annotations/summary",
        "alert.json#/1/annotations/summary",
    ]


@pytest.mark.parametrize("summary", ["plain", 'with "quotes" and \\', "möre than 5 ‰", "two\nlines", "\U0001f525"])
def test_the_quote_stands_in_the_file_byte_for_byte(tmp_path: Path, summary: str) -> None:
    for ascii_only in (True, False):
        text = json.dumps(webhook(alert(annotations={"summary": summary})), ensure_ascii=ascii_only)
        (cite,) = only(written(tmp_path, text)).cites
        assert cite.quote
        assert cite.quote in text
        assert cite.ref.locator == "alert.json#/alerts/0/annotations/summary"


def test_without_annotations_the_alerts_name_is_quoted(tmp_path: Path) -> None:
    seen = only(written(tmp_path, webhook(alert(annotations={}))))
    assert [(cite.ref.locator, cite.quote) for cite in seen.cites] == [
        ("alert.json#/alerts/0/labels/alertname", "HighErrorRate")
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (webhook(version="3"), "version 3"),
        ({"version": "4"}, "`alerts` is missing"),
        ('{"version": "4", "alerts": [', "no valid JSON"),
        ("7", "no alert"),
    ],
)
def test_another_version_or_no_alerts_is_an_error_with_a_hint(tmp_path: Path, content: object, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        facts(written(tmp_path, content))
    assert caught.value.hint


@pytest.mark.parametrize("broken", [{}, None, alert(startsAt="soon"), alert(labels={}), alert(startsAt=None)])
def test_an_alert_that_cannot_be_read_is_a_gap_and_the_others_are_kept(tmp_path: Path, broken: object) -> None:
    assert [type(one) for one in facts(written(tmp_path, webhook(broken, alert())))] == [Gap, Observation]


def test_alerts_that_were_cut_off_are_said(tmp_path: Path) -> None:
    gap, _ = facts(written(tmp_path, webhook(alert(), truncatedAlerts=7)))
    assert isinstance(gap, Gap)
    assert "7 alerts" in gap.why


def test_no_alert_at_all_is_a_gap(tmp_path: Path) -> None:
    assert [type(one) for one in facts(written(tmp_path, webhook()))] == [Gap]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"labels": {}, "startsAt": 1}', '{"alerts": 3, "msg": "x"}'])
def test_other_files_are_left_to_others(tmp_path: Path, text: str) -> None:
    assert recognise(written(tmp_path, text)) == 0


def test_another_version_is_recognised_so_that_it_can_be_said(tmp_path: Path) -> None:
    assert recognise(written(tmp_path, webhook(alert(), version="5"))) > 0.9
