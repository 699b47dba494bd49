"""Objects of a cluster: `kubectl get KIND -o json` or `-o yaml`, a manifest, a dump of everything.

What it looks for: `apiVersion` and `kind`, alone or in a list, in JSON or in YAML of one or more documents. When it is
wrong: a manifest says what was asked for, not what is there; templates (Helm, Jinja) are no YAML.
"""

import re
from collections.abc import Iterator

from codriver.access import bounded_yaml
from codriver.access.bounded_yaml import BrokenYaml
from codriver.access.files import read_json, read_text
from codriver.connectors import Fact, File
from codriver.errors import SourceError
from codriver.model import Gap, Scope
from codriver.telemetry.kubernetes.dumps import things_of_json, things_of_yaml
from codriver.telemetry.kubernetes.thing import Thing

NAME = "kubernetes-dump"
_JSON_HEAD = re.compile(rb'"apiVersion"\s*:\s*"')
_YAML_HEAD = re.compile(rb"^apiVersion:[ \t]*\S", re.MULTILINE)
_YAML_KIND = re.compile(rb"^kind:[ \t]*\S", re.MULTILINE)
_BETWEEN = re.compile(r"^---[ \t]*(?:#.*)?$", re.MULTILINE)
_LARGEST = 4 * bounded_yaml.LARGEST
_ASK = "save it again: kubectl get KIND -A -o json"


def recognise(file: File) -> float:
    """Sure by the two words that every object bears."""
    name, sample = file.name.lower(), file.sample
    if sample.lstrip()[:1] in (b"{", b"[") and _JSON_HEAD.search(sample) and b'"kind"' in sample:
        return 0.9
    if name.endswith((".yaml", ".yml", ".txt")) or "." not in name.rpartition("/")[2]:
        return 0.9 if _YAML_HEAD.search(sample) and _YAML_KIND.search(sample) else 0.0
    return 0.0


def read(file: File, scope: Scope) -> Iterator[Fact]:
    """Every object of the file; in JSON each is cited by its pointer, in YAML by its line.

    Raises:
        SourceError: it is neither, or holds no object.
    """
    del scope
    found = False
    for fact in _json(file) if file.sample.lstrip()[:1] in (b"{", b"[") else _yaml(file):
        found = True
        yield fact
    if not found:
        raise SourceError(f"{file.name}: no object of Kubernetes in it", hint=_ASK)


def _json(file: File) -> Iterator[Thing]:
    value = read_json(file.path, name=file.name)
    yield from things_of_json(value, source=NAME, name=file.name, written=read_text(file.path, name=file.name))


def _yaml(file: File) -> Iterator[Thing | Gap]:
    text = read_text(file.path, _LARGEST, name=file.name)
    lines = re.split(r"\r\n?|\n", text)
    for first, document in _documents(text):
        try:
            found = bounded_yaml.read(document)
        except BrokenYaml as error:
            place = f"{file.name}:{first + error.line}"
            yield Gap(what=f"the document at {place}", why=error.message, hint=error.hint, source=NAME)
            continue
        yield from things_of_yaml(found.value, found.lines, source=NAME, name=file.name, lines=lines, first=first)


def _documents(text: str) -> Iterator[tuple[int, str]]:
    """(lines before it, text) of each document."""
    start = 0
    for mark in _BETWEEN.finditer(text):
        yield text.count("\n", 0, start), text[start : mark.start()]
        start = mark.end() + 1
    yield text.count("\n", 0, min(start, len(text))), text[start:]
