"""Objects out of JSON and YAML: the same shape, each part cited where it stands."""

import json

from codriver.access import bounded_yaml
from codriver.telemetry.kubernetes import dumps
from codriver.telemetry.kubernetes.dumps import things_of_json, things_of_yaml
from codriver.telemetry.kubernetes.thing import Thing, found, number, rows, table, text, words

LIST = {
    "apiVersion": "v1",
    "kind": "PodList",
    "items": [
        {"metadata": {"name": "oven", "namespace": "bakery"}, "status": {"message": 'says "no"'}},
        {"metadata": {}},
    ],
}
MANIFEST = """\
apiVersion: v1
kind: Service
metadata:
  name: oven
spec:
  ports:
  - port: 80
    targetPort: 8100
"""


def of_json(value: object) -> list[Thing]:
    return list(things_of_json(value, source="kubernetes", name="pods.json", written=json.dumps(value)))  # type: ignore[arg-type]  # JSON by its making


def test_a_list_is_unfolded_and_its_items_know_their_kind() -> None:
    (pod,) = of_json(LIST)
    assert (pod.kind, pod.namespace, pod.name) == ("Pod", "bakery", "oven")
    assert of_json([LIST, "x", 3])[0].key == "Pod/bakery/oven"


def test_json_is_cited_by_its_pointer_and_quoted_as_it_is_spelt() -> None:
    cite = of_json(LIST)[0].cite("status", "message")
    assert cite.ref.locator == "pods.json#/items/0/status/message"
    assert cite.quote in json.dumps(LIST)
    missing = of_json(LIST)[0].cite("spec", "nodeName")
    assert missing.ref.locator == "pods.json#/items/0/metadata/name"


def test_yaml_is_cited_by_its_line() -> None:
    document = bounded_yaml.read(MANIFEST)
    lines = ["---", *MANIFEST.splitlines()]
    (service,) = things_of_yaml(document.value, document.lines, source="k", name="a.yaml", lines=lines, first=1)
    cite = service.cite("spec", "ports", 0, "targetPort")
    assert (cite.ref.locator, cite.quote) == ("a.yaml:9", "targetPort: 8100")
    assert service.applied


def test_what_has_a_uid_is_there_and_no_manifest() -> None:
    live = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "oven", "uid": "1"}}
    assert not of_json(live)[0].applied
    assert dumps.is_object(live)  # type: ignore[arg-type]  # JSON by its making
    assert not dumps.is_object({"kind": "x"})


def test_values_are_taken_as_what_they_are_asked_for() -> None:
    value = {"a": [{"b": "x", "n": 3, "t": True}]}
    assert text(value, "a", 0, "b") == "x"  # type: ignore[arg-type]  # JSON by its making
    assert text(value, "a", 0, "t") == "true"  # type: ignore[arg-type]  # JSON by its making
    assert number(value, "a", 0, "n") == 3  # type: ignore[arg-type]  # JSON by its making
    assert (found(value, "a", 7), table(value, "a"), rows(value, "b")) == (None, {}, [])  # type: ignore[arg-type]  # JSON by its making
    assert words({"l": {"k": 1}}, "l") == {"k": "1"}
