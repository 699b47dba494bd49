import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

jsonschema = pytest.importorskip("jsonschema")
Run = Callable[..., tuple[int, str, str]]
COMPOSE = """\
services:
  web:
    image: web
    depends_on: [cart, pay]
  cart:
    image: cart
    depends_on: [pay]
  pay:
    image: pay
  cron:
    image: cron
"""


@pytest.fixture
def system(home: Path) -> Path:
    (home / "docker-compose.yml").write_text(COMPOSE)
    return home


def test_every_service_stands_with_what_it_needs_and_who_says_so(run: Run, system: Path) -> None:
    code, out, _ = run("services", str(system))
    assert code == 0
    assert out.startswith("SERVICES: 4 services, 3 edges\n")
    assert "    needs pay (compose)\n" in out


def test_the_graph_goes_from_the_entries_down(run: Run, system: Path) -> None:
    _, out, _ = run("services", str(system), "--graph")
    assert out.splitlines()[1:6] == [
        "  web",
        "  ├─ cart (compose)",
        "  │  └─ pay (compose)",
        "  └─ pay (compose)",
        "  connected to nothing that was seen: cron",
    ]


def test_json_is_what_the_schema_says(run: Run, system: Path) -> None:
    shape = json.loads(run("services", str(system), "--json")[1])
    schema = json.loads(files("codriver.schemas").joinpath("services.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(shape)
    assert [one["callee"] for one in shape["edges"]] == ["pay", "cart", "pay"]
