"""What `kubectl` prints for people: `describe`, `get`, `events`; `systemctl status` of a node; `nc` and `curl` by hand.

What it looks for: a description's `Name:`, the head of a table, a row of events, the first line of a unit's status, the
outcome of a call by hand. Several outputs may follow one another. When it is wrong: a description leaves things out
(affinity, pull secrets), and its events say only how long ago they were: give `-o json` where you can.
"""

from collections.abc import Iterator

from codriver.access.files import read_text
from codriver.connectors import Fact, File
from codriver.errors import SourceError
from codriver.model import Scope
from codriver.telemetry.kubernetes.reading import begun, things_of_text

NAME = "kubectl"
_ASK = "save what `kubectl describe`, `kubectl get` or `kubectl events` prints, as it is"


def recognise(file: File) -> float:
    """Sure by how many of its lines begin an output, beside how many lines there are."""
    if file.name.lower().endswith((".json", ".yaml", ".yml", ".md", ".csv")):
        return 0.0
    lines = file.sample.decode("utf-8", "replace").splitlines()
    sorts = [begun(line) for line in lines]
    if any(sorts[:40]) and (any(sort in ("description", "table", "unit") for sort in sorts[:40])):
        return 0.92
    events = sum(sort in ("event", "call") for sort in sorts)
    return 0.92 if events and events >= len([line for line in lines if line.strip()]) / 2 else 0.0


def read(file: File, scope: Scope) -> Iterator[Fact]:
    """Every object that is described or listed, and every event; the time of most is not told.

    Raises:
        SourceError: nothing in it is what kubectl prints.
    """
    del scope
    found = False
    for thing in things_of_text(read_text(file.path, name=file.name), source=NAME, name=file.name):
        found = True
        yield thing
    if not found:
        raise SourceError(f"{file.name}: no description, table or event of Kubernetes in it", hint=_ASK)
