import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.incidents import Altered, Story, write
from tests.room.conftest import NOW, asked, hush
from tests.traffic import ONSET, Fault

from codriver.model import UNNAMED, Gap, Matters, Service, Signal
from codriver.room.request import Room
from codriver.room.survey import survey

STORY = Story(
    fault=Fault(at="orders", says="http://stock:9443/reserve: connection refused", share=1.0),
    changes=(
        Altered(
            service="orders",
            minutes=-0.5,
            kind="config",
            what="orders: tidy up",
            files={"config/orders.json": '{"stock": "stock:9443"}\n'},
        ),
    ),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("survey") / "incident", STORY)


def test_every_kind_of_source_comes_together_in_one_situation(room: Room, folder: Path) -> None:
    found = survey(room, asked(folder), hush)
    situation = found.situation
    assert {seen.signal for seen in situation.observations} >= {Signal.ALERT, Signal.LOG, Signal.METRIC, Signal.TRACE}
    assert (situation.incident.title, situation.incident.service) == ("WebErrorsHigh", "web")
    assert situation.window is not None
    assert abs((situation.window.onset - ONSET).total_seconds()) <= 10
    assert [service.name for service in situation.services] == ["bank", "orders", "pay", "stock", "web"]
    assert {service.owner for service in situation.services} >= {"team-orders"}
    assert ("web", "orders") in {(edge.caller, edge.callee) for edge in situation.dependencies}
    assert {name for name, _ in found.read} >= {"alertmanager_json", "git_history", "log_files", "otlp_traces"}
    assert [mode.name for mode in situation.failure_modes] == ["stock-locked"]


def test_an_error_that_names_what_a_change_put_in_is_a_fact_of_its_own(room: Room, folder: Path) -> None:
    (seen,) = (o for o in survey(room, asked(folder), hush).situation.observations if o.kind == "changed value")
    assert (seen.service, seen.text) == ("orders", "stock:9443")
    assert seen.cites[0].ref.locator.endswith(":config/orders.json")


def test_lines_of_no_service_belong_to_the_one_that_was_asked_about(room: Room, tmp_path: Path) -> None:
    paste = tmp_path / "paste"
    paste.write_text("ERROR no connection to store\n" * 3)
    for service, owner in (("", UNNAMED), ("cart", "cart")):
        seen = survey(room, asked(pasted=paste, service=service), hush).situation.observations
        assert {one.service for one in seen} == {owner}


def test_an_alias_of_the_configuration_gathers_what_tools_call_differently(room: Room, folder: Path) -> None:
    declared = Service(name="basket", aliases=("orders",), owner="team-basket", criticality="critical")
    found = survey(replace(room, services=(declared,)), asked(folder), hush)
    names = {service.name for service in found.situation.services}
    assert "basket" in names
    assert "orders" not in names
    assert found.coverage[0].service == "basket"  # critical ones first
    assert {change.service for change in found.situation.changes} >= {"basket"}


def a_log(folder: Path, name: str = "pay.log", text: str = "2026-02-20T01:00:00Z ERROR no store\n") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    return folder / name


def gaps(room: Room, *paths: Path, **more: object) -> dict[str, Gap]:
    return {gap.what: gap for gap in survey(room, asked(*paths, **more), hush).situation.gaps}


def test_a_clock_time_means_the_day_that_was_recorded(room: Room, tmp_path: Path) -> None:
    lines = "".join(f"2026-02-20T01:{minute:02d}:00Z ERROR no store\n" for minute in range(30))
    request = asked(a_log(tmp_path, text=lines), at=NOW.replace(hour=1, minute=12), clock_only=("at",))
    found = survey(room, request, hush)
    assert found.situation.window is not None
    assert found.situation.window.onset == found.asked.at == datetime(2026, 2, 20, 1, 12, tzinfo=UTC)
    assert "the day of --at" in {gap.what for gap in found.situation.gaps}


def test_another_day_than_was_recorded_is_said_and_nothing_is_called_missing_that_was_given(
    room: Room, tmp_path: Path
) -> None:
    found = gaps(room, a_log(tmp_path), at=NOW)
    assert "lies outside the time asked about" in found["--at 2026-03-01T03:00:00Z"].why
    assert found["logs"].why.startswith("given, but")
    assert found["traces"].why == "no traces were given"


def test_calm_logs_are_not_a_gap(room: Room, tmp_path: Path) -> None:
    calm = "".join(f"2026-02-20T01:{minute:02d}:00Z INFO all is well\n" for minute in range(30))
    assert not gaps(room, a_log(tmp_path, text=calm)).keys() & {"logs", "all telemetry of pay"}


def test_a_mistyped_service_is_said_and_takes_no_lines(room: Room, tmp_path: Path) -> None:
    paste = a_log(tmp_path / "spool", "x", "ERROR no connection to store\n")
    found = survey(room, asked(a_log(tmp_path, "orders.log"), pasted=paste, service="ordres"), hush).situation
    (gap,) = (gap for gap in found.gaps if gap.what == "--service ordres")
    assert gap.matters is Matters.MUCH
    assert gap.hint == "did you mean orders? known: orders"
    assert {seen.service for seen in found.observations} == {"orders", UNNAMED}
    assert found.incident.service == ""


def test_a_service_that_is_known_takes_unnamed_lines_and_leaves_the_others_theirs(room: Room, tmp_path: Path) -> None:
    paste = a_log(tmp_path / "spool", "x", "ERROR no connection to store\n")
    logs = [a_log(tmp_path, "orders.log"), a_log(tmp_path, "pay.log")]
    found = survey(room, asked(*logs, pasted=paste, service="Pay-Service"), hush).situation
    owners = {seen.cites[0].ref.locator.partition(":")[0]: seen.service for seen in found.observations if seen.cites}
    assert found.incident.service == "pay"
    assert (owners["orders.log"], owners["pay.log"], owners["stdin"]) == ("orders", "pay", "pay")


def test_incidents_of_different_files_are_told_apart_and_of_the_same_are_one(room: Room, tmp_path: Path) -> None:
    first, again, other = (
        survey(room, asked(a_log(tmp_path / folder, name, "ERROR no store\n")), hush).situation.incident
        for folder, name in (("a", "pay.log"), ("b", "pay.log"), ("a", "cart.log"))
    )
    assert first.title == "trouble seen in pay.log"
    assert first.id == again.id != other.id


def test_a_title_names_three_files_and_counts_the_rest(room: Room, tmp_path: Path) -> None:
    files = [a_log(tmp_path, f"{name}.log") for name in "abcde"]
    assert survey(room, asked(*files), hush).situation.incident.title == (
        "trouble seen in a.log, b.log, c.log and 2 more"
    )


def test_a_commit_in_the_folder_of_a_service_that_runs_is_its_change(room: Room, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    (shop / "payments").mkdir(parents=True)
    (shop / "payments" / "limits.py").write_text("LIMIT = 3\n")
    git = ("git", "-C", str(shop), "-c", "user.name=a", "-c", "user.email=a@b.c")
    for step in (("init", "-q"), ("add", "."), ("commit", "-qm", "limits")):
        subprocess.run([*git, *step], check=True)
    found = survey(room, asked(a_log(tmp_path, "payments.log"), repositories=(shop,)), hush).situation
    assert {change.service for change in found.changes} == {"payments"}
