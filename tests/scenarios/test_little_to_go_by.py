"""Nights with hardly anything at hand: a log or two, a paste. What is wrong must be said, a cause only if shown."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from codriver.model import Assessment, Outcome
from codriver.room.request import Request, Room
from codriver.room.triage import triage

START = datetime(2026, 3, 1, 14, 0, tzinfo=UTC)
Line = tuple[float, str, str]


def a_log(path: Path, lines: Iterable[Line]) -> Path:
    """Plain text lines: seconds from the start, level, message."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stamped = (f"{START + timedelta(seconds=at):%Y-%m-%d %H:%M:%S} {level} {text}" for at, level, text in lines)
    path.write_text("\n".join(stamped) + "\n")
    return path


def every(seconds: float, start: float, end: float, level: str, text: str) -> list[Line]:
    count = int((end - start) / seconds)
    return [(start + n * seconds, level, f"{text} in {n % 7} ms") for n in range(count)]


def assess(folder: Path) -> Assessment:
    request = Request(now=datetime(2026, 3, 2, tzinfo=UTC), paths=(folder,))
    return triage(Room(state=folder.parent / "state"), request, lambda _: None)


def test_errors_from_the_first_line_on_are_trouble_though_nothing_is_known_of_the_time_before(tmp_path: Path) -> None:
    a_log(tmp_path / "logs" / "api.log", every(3, 0, 600, "ERROR", "db query failed: too many connections"))

    answer = assess(tmp_path / "logs")

    assert answer.outcome != Outcome.NOTHING_FOUND
    assert answer.impact.failing == ("api",)
    assert "too many connections" in answer.impact.says


def test_trouble_that_is_over_by_now_is_still_told_with_when_it_began(tmp_path: Path) -> None:
    calm = every(1, 0, 1800, "INFO", "GET /orders")
    bad = every(1, 300, 600, "ERROR", "deadlock detected")
    a_log(tmp_path / "logs" / "api.log", sorted([*calm, *bad]))

    answer = assess(tmp_path / "logs")

    assert answer.impact.failing == ("api",)
    assert answer.impact.since is not None
    assert abs((answer.impact.since - START).total_seconds() - 300) <= 5


def test_a_trickle_of_errors_among_thousands_of_lines_is_no_trouble(tmp_path: Path) -> None:
    calm = every(0.5, 0, 1800, "INFO", "GET /orders")
    few = every(300, 10, 1800, "ERROR", "card declined")
    a_log(tmp_path / "logs" / "api.log", sorted([*calm, *few]))

    assert assess(tmp_path / "logs").outcome == Outcome.NOTHING_FOUND


def test_a_lone_pasted_error_line_is_not_called_calm(tmp_path: Path) -> None:
    a_log(tmp_path / "paste" / "payments.log", [(0, "ERROR", "could not connect to db-main:5432: connection refused")])

    answer = assess(tmp_path / "paste")

    assert answer.outcome == Outcome.UNDETERMINED
    assert "connection refused" in answer.impact.says


def test_one_log_and_one_deploy_just_before_are_a_coincidence_until_something_else_speaks(tmp_path: Path) -> None:
    calm = every(1, 0, 1800, "INFO", "GET /orders")
    a_log(tmp_path / "case" / "api.log", sorted([*calm, *every(1, 1206, 1800, "ERROR", "request failed")]))
    deploy = {"at": "2026-03-01T14:20:00Z", "kind": "deploy", "service": "api", "version": "v2", "previous": "v1"}
    (tmp_path / "case" / "deploys.jsonl").write_text(json.dumps(deploy) + "\n")

    answer = assess(tmp_path / "case")

    assert answer.outcome == Outcome.UNDETERMINED
    assert answer.hypotheses[0].mechanism == "deploy"


def test_a_callee_that_only_the_log_names_is_not_ruled_out_for_want_of_a_topology(tmp_path: Path) -> None:
    calm = every(1, 0, 1800, "INFO", "invoice sent")
    failed = "POST https://api.tax.example/v2 failed: certificate has expired"
    a_log(tmp_path / "case" / "billing.log", sorted([*calm, *every(1, 1200, 1800, "ERROR", failed)]))

    answer = assess(tmp_path / "case")

    assert "api.tax.example" in {hypothesis.suspect for hypothesis in answer.hypotheses}
    assert "api.tax.example" not in {hypothesis.suspect for hypothesis in answer.ruled_out}
