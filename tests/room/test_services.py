"""One topology out of everything, with who says so, and the names that were taken for one service."""

import json
from pathlib import Path

from codriver.model import Service, iso
from codriver.room.request import Request, Room
from codriver.room.services import DECLARED, services
from codriver.testing import at

COMPOSE = "services:\n  web:\n    image: web\n    depends_on: [pay]\n  pay:\n    image: pay\n"


def an_incident(folder: Path) -> Path:
    (folder / "docker-compose.yml").write_text(COMPOSE)
    lines = [f"{iso(at(minute))} INFO pay-service took an order" for minute in range(30)]
    (folder / "pay-service.log").write_text("\n".join(lines) + "\n")
    points = [[at(minute).timestamp(), str(minute)] for minute in range(30)]
    labels = {"__name__": "istio_requests_total", "source_workload": "web", "destination_workload": "pay"}
    answer = {"resultType": "matrix", "result": [{"metric": {**labels, "app": "web"}, "values": points}]}
    (folder / "mesh.json").write_text(json.dumps({"status": "success", "data": answer}))
    return folder


def test_an_edge_says_who_told_of_it_and_names_that_differ_are_shown(tmp_path: Path) -> None:
    room = Room(state=tmp_path / "state", services=(Service(name="pay", depends_on=("bank",)),))
    request = Request(now=at(60), paths=(an_incident(tmp_path),))
    found = services(room, request, lambda _: None)
    assert {(one.caller, one.callee): one.sources for one in found.edges} == {
        ("pay", "bank"): (DECLARED,),
        ("web", "pay"): ("compose", "prometheus"),
    }
    named = {one.service.name: one for one in found.services}
    assert named["pay"].learnt == (("pay-service", "logs"),)
    assert named["web"].seen_in == ("metrics", "topology")
    assert named["pay"].service.depends_on == ("bank",)
