"""Dumps and manifests, in JSON and in YAML of several documents."""

import json
from pathlib import Path

import pytest

from codriver.connectors import File
from codriver.connectors.kubernetes_dump import read, recognise
from codriver.errors import SourceError
from codriver.model import Gap, Scope
from codriver.telemetry.kubernetes.thing import Thing

POD = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "oven"}, "status": {"phase": "Pending"}}
LIST = json.dumps({"apiVersion": "v1", "kind": "List", "items": [POD]}, indent=2)
YAML = """\
apiVersion: v1
kind: Service
metadata:
  name: oven
---
# broken on purpose
kind: [
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: oven
"""


def a_file(folder: Path, text: str, name: str) -> File:
    path = folder / name
    path.write_text(text)
    return File(path, name, path.read_bytes())


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        (LIST, "pods.json", True),
        (LIST, "stdin", True),
        (YAML, "app.yaml", True),
        ("services:\n  web:\n    image: x\n", "compose.yaml", False),
        ('{"status": "success"}', "metrics.json", False),
    ],
)
def test_it_is_known_by_the_words_that_every_object_bears(tmp_path: Path, text: str, name: str, known: bool) -> None:
    assert (recognise(a_file(tmp_path, text, name)) > 0.5) is known


def test_json_is_cited_by_pointer_and_yaml_by_line(tmp_path: Path) -> None:
    (pod,) = read(a_file(tmp_path, LIST, "pods.json"), Scope())
    assert isinstance(pod, Thing)
    assert pod.cite("status", "phase").ref.locator == "pods.json#/items/0/status/phase"
    service, gap, deployment = read(a_file(tmp_path, YAML, "app.yaml"), Scope())
    assert isinstance(service, Thing)
    assert isinstance(deployment, Thing)
    assert isinstance(gap, Gap)
    assert deployment.cite("kind").ref.locator == "app.yaml:10"
    assert YAML.splitlines()[9] == deployment.cite("kind").quote


def test_what_holds_no_object_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no object"):
        list(read(a_file(tmp_path, '{"apiVersion": "v1"}', "x.json"), Scope()))
