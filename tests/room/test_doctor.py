from datetime import UTC, datetime
from pathlib import Path

from tests.incidents import Story, write
from tests.room.conftest import asked, hush
from tests.servers import as_json, serving
from tests.traffic import Fault

from codriver.model import Service
from codriver.room.doctor import doctor
from codriver.room.request import Live, LiveSource, Request, Room


def test_what_answers_is_listed_with_how_much_of_it_there_is(room: Room, tmp_path: Path) -> None:
    report = doctor(room, asked(write(tmp_path / "in", Story(fault=Fault()))), hush)
    told = {one.name: one.says for one in report.connected}
    assert told["log_files"] == "4 files, such as logs/orders.log"
    assert told["alertmanager_json"] == "1 file, such as alert.json"
    assert "sections, searched by words" in told["runbooks"]


def test_critical_services_and_worst_gaps_stand_first(tmp_path: Path) -> None:
    services = (Service(name="a"), Service(name="z", criticality="critical"))
    room = Room(state=tmp_path / "state", services=services, config_file=tmp_path / "codriver.toml")
    (tmp_path / "a.log").write_text("2026-03-01T01:00:00Z INFO fine\n")
    report = doctor(room, asked(tmp_path / "a.log"), hush)
    assert [row.service for row in report.coverage] == ["z", "a"]
    assert [service.name for service in report.services] == ["z", "a"]
    assert [gap.matters for gap in report.gaps] == sorted((gap.matters for gap in report.gaps), reverse=True)
    assert report.connected[0].says == "2 services declared"


def test_a_doctor_remembers_nothing(room: Room, tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("2026-03-01T01:00:00Z INFO fine\n")
    doctor(room, asked(tmp_path / "a.log"), hush)
    assert not room.state.exists()


def test_a_running_system_that_a_triage_would_not_wait_for_is_a_gap(tmp_path: Path) -> None:
    with serving(lambda _: as_json([])) as server:
        source = LiveSource(name="alertmanager", kind="alertmanager", url=server.url)
        room = Room(state=tmp_path, live=Live(sources=(source,), deadline_s=0.000001))
        report = doctor(room, Request(now=datetime.now(UTC), live=True), lambda _: None)
    assert any("a triage waits" in gap.why for gap in report.gaps)
    assert ("alertmanager", "live") in {(one.name, one.kind) for one in report.connected}
