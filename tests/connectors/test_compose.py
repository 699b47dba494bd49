"""Services and who needs whom, from a compose file; no secret comes along."""

from pathlib import Path

import pytest

from codriver.connectors import Fact, File, compose
from codriver.errors import SourceError
from codriver.model import Dependency, Gap, Scope, Service

SHOP = """\
x-common: &common
  restart: always
services:
  web:
    <<: *common
    image: shop/web
    depends_on: [orders]
    labels: {com.acme.owner: team-web, criticality: Critical}
    environment:
      STOCK_URL: http://inventory:8080/v1
      CACHE_HOST: ${CACHE:-cache}
      QUEUES: "q0:9092,queue:9092"
      PASSWORD: orders
  orders:
    build: .
    depends_on:
      db: {condition: service_healthy}
    links: ["cache:c"]
    environment:
      - DB_URL=postgres://shop:hunter2@pg:5432/x
    labels: ["owner=team-orders"]
  inventory: {image: "shop/inventory"}
  db: {image: "postgres:16", container_name: pg}
  cache: {image: redis}
  queue: {image: kafka}
"""


def file_of(tmp_path: Path, text: str, name: str = "ops/compose.yml") -> File:
    path = tmp_path / "file.yml"
    path.write_text(text)
    return File(path, name, text.encode())


def facts(tmp_path: Path, text: str = SHOP) -> list[Fact]:
    return list(compose.read(file_of(tmp_path, text), Scope()))


def needs(found: list[Fact]) -> dict[str, list[str]]:
    return {fact.name: list(fact.depends_on) for fact in found if isinstance(fact, Service)}


def test_every_service_comes_with_what_it_needs(tmp_path: Path) -> None:
    assert needs(facts(tmp_path)) == {
        "cache": [],
        "db": [],
        "inventory": [],
        "orders": ["cache", "db"],
        "queue": [],
        "web": ["cache", "inventory", "orders", "queue"],
    }


def test_owner_and_criticality_are_labels_in_either_form(tmp_path: Path) -> None:
    services = {fact.name: fact for fact in facts(tmp_path) if isinstance(fact, Service)}
    assert (services["web"].owner, services["web"].criticality) == ("team-web", "critical")
    assert (services["orders"].owner, services["orders"].criticality) == ("team-orders", "normal")


def test_every_dependency_is_quoted_from_the_line_where_it_stands(tmp_path: Path) -> None:
    lines = SHOP.splitlines()
    cites = [cite for fact in facts(tmp_path) if isinstance(fact, Dependency) for cite in fact.cites]
    assert len(cites) == 6
    for cite in cites:
        name, _, line = cite.ref.locator.partition(":")
        assert name == "ops/compose.yml"
        assert cite.quote in lines[int(line) - 1]


def test_no_secret_of_the_environment_is_in_any_fact(tmp_path: Path) -> None:
    text = SHOP.replace("    links:", "    environment_hint: x\n    links:").replace("pg:5432", "pg:5432")
    assert "hunter2" not in repr(facts(tmp_path, text))


def test_a_host_that_only_the_environment_names_is_quoted_without_its_password(tmp_path: Path) -> None:
    text = "services:\n  a:\n    environment: {DSN: 'mysql://u:hunter2@base:1/x'}\n  base: {image: x}\n"
    found = [fact for fact in facts(tmp_path, text) if isinstance(fact, Dependency)]
    assert [(one.callee, one.cites[0].quote, one.cites[0].ref.locator) for one in found] == [
        ("base", "base", "ops/compose.yml:3")
    ]


def test_what_a_merge_brings_is_quoted_from_where_it_was_written(tmp_path: Path) -> None:
    text = "x: &env\n  URL: http://b:80\nservices:\n  a:\n    environment:\n      <<: *env\n  b: {image: x}\n"
    found = [fact for fact in facts(tmp_path, text) if isinstance(fact, Dependency)]
    assert found[0].cites[0].ref.locator == "ops/compose.yml:2"


def test_a_service_without_content_is_a_gap(tmp_path: Path) -> None:
    found = facts(tmp_path, "services:\n  a: {image: x}\n  b:\n")
    assert [(fact.what, fact.why) for fact in found if isinstance(fact, Gap)] == [
        ("service b of ops/compose.yml", "ops/compose.yml:3: it has no content")
    ]


@pytest.mark.parametrize("text", ["services: [", "services:\n", "- a\n", "a: &a [*a]\nservices: {}\n"])
def test_what_is_no_compose_file_is_a_source_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match=r"ops/compose\.yml"):
        facts(tmp_path, text)


@pytest.mark.parametrize(
    ("name", "text", "score"),
    [
        ("docker-compose.prod.yml", "services:\n  a: {}\n", 0.95),
        ("stack.yaml", "version: '3'\nservices:\n", 0.95),
        ("any.yml", "services:\n  a:\n    image: x\n", 0.8),
        ("any.yml", "services:\n  - name: a\n", 0.0),
        ("compose.yml", "kind: Service\n", 0.0),
        ("notes.md", "services:\n  a:\n    image: x\n", 0.0),
    ],
)
def test_only_a_compose_file_is_recognised(tmp_path: Path, name: str, text: str, score: float) -> None:
    assert compose.recognise(file_of(tmp_path, text, name)) == score


def test_the_same_file_gives_the_same_facts(tmp_path: Path) -> None:
    assert facts(tmp_path) == facts(tmp_path)
