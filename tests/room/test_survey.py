from dataclasses import replace
from pathlib import Path

import pytest
from tests.incidents import Altered, Story, write
from tests.room.conftest import asked, hush
from tests.traffic import ONSET, Fault

from codriver.model import UNNAMED, Service, Signal
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
