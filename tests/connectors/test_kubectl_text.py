"""What kubectl prints for people is recognised by its first lines, and read whole."""

from pathlib import Path

import pytest

from codriver.connectors import File
from codriver.connectors.kubectl_text import read, recognise
from codriver.errors import SourceError
from codriver.model import Scope
from codriver.telemetry.kubernetes.thing import Thing

PODS = """\
NAME                    READY   STATUS    RESTARTS   AGE
oven-6c9d7f5b44-x2lqp   0/1     Pending   0          10m
"""
EVENTS = "3s   Warning   BackOff   pod/oven-6c9d7f5b44-x2lqp   Back-off restarting failed container\n" * 3
UNIT = "● kubelet.service - kubelet\n     Active: inactive (dead) since Sun 2026-03-01 02:00:00 UTC; 2min ago\n"
LOG = "2026-03-01 02:00:00 INFO NAME of the loaf: rye\n"


def a_file(folder: Path, text: str, name: str = "paste.txt") -> File:
    path = folder / name
    path.write_text(text)
    return File(path, name, path.read_bytes())


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        (PODS, "paste.txt", True),
        (PODS, "stdin", True),
        (f"$ kubectl get pods\n{PODS}", "x", True),
        (EVENTS, "events.txt", True),
        (UNIT, "node.txt", True),
        (LOG, "app.log", False),
        (LOG * 30 + EVENTS, "app.log", False),
        (PODS, "notes.md", False),
    ],
)
def test_it_is_known_by_how_its_lines_begin(tmp_path: Path, text: str, name: str, known: bool) -> None:
    assert (recognise(a_file(tmp_path, text, name)) > 0.5) is known


def test_every_object_is_read_and_cited_by_its_line(tmp_path: Path) -> None:
    (pod,) = read(a_file(tmp_path, PODS), Scope())
    assert isinstance(pod, Thing)
    assert (pod.kind, pod.name, pod.cite().ref.locator) == ("Pod", "oven-6c9d7f5b44-x2lqp", "paste.txt:2")


def test_a_text_without_any_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no description"):
        list(read(a_file(tmp_path, LOG), Scope()))
