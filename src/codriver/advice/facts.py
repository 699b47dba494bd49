"""Everything that a model may speak of: records by id, the names we know, who needs whom, and since when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

Table = Mapping[str, object]

_WORDS = {  # list of the assessment -> the keys of its rows that hold words
    "findings": ("says", "service", "peer", "at"),
    "hypotheses": ("says", "suspect", "mechanism", "standing"),
    "ruled_out": ("says", "suspect", "mechanism"),
    "changes": ("what", "service", "version", "previous", "by", "at", "kind"),
    "gaps": ("what", "why", "hint"),
    "checks": ("ask", "command"),
    "runbooks": ("title", "section", "text"),
    "mitigations": ("says", "command", "rollback"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`records` are words by id; `names` may stand in a sentence as they are; `edges` are (callee, caller).

    `began` is when a service's trouble began. Whatever is not in here cannot be said.
    """

    records: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    edges: frozenset[tuple[str, str]] = frozenset()
    began: Mapping[str, datetime] = field(default_factory=dict)

    def with_records(self, more: Mapping[str, str]) -> Self:
        """The facts and some more records, which a look-up brought."""
        return replace(self, records={**self.records, **more})


def facts_of(told: Table) -> Facts:
    """The facts of an assessment in the shape of `codriver triage --json`."""
    services = frozenset(_texts(told, "services", "name")) | frozenset(_texts(told, "findings", "service"))
    versions = (value for key in ("version", "previous") for value in _texts(told, "changes", key))
    mechanisms = (value for name in ("hypotheses", "ruled_out") for value in _texts(told, name, "mechanism"))
    return Facts(
        records=dict(_records(told)),
        names=frozenset((*services, *versions, *mechanisms)) - {""},
        services=services - {""},
        edges=frozenset(_edges(told)),
        began=_began(told),
    )


def rows(told: Table, name: str) -> tuple[Table, ...]:
    """A list of tables in the assessment; empty when it is not there."""
    found = told.get(name)
    return tuple(row for row in found if isinstance(row, dict)) if isinstance(found, list | tuple) else ()


def text(row: Table, key: str) -> str:
    """A text of a table, or an empty one."""
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _texts(told: Table, name: str, key: str) -> Iterator[str]:
    return (text(row, key) for row in rows(told, name))


def _records(told: Table) -> Iterator[tuple[str, str]]:
    for name, keys in _WORDS.items():
        for row in rows(told, name):
            yield text(row, "id"), " | ".join(value for key in keys if (value := text(row, key)))
    cites = told.get("citations")
    for key, cite in cites.items() if isinstance(cites, dict) else ():
        if isinstance(cite, dict):
            yield str(key), text(cite, "quote")


def _edges(told: Table) -> Iterator[tuple[str, str]]:
    for hypothesis in (*rows(told, "hypotheses"), *rows(told, "ruled_out")):
        yield from ((text(step, "from"), text(step, "to")) for step in rows(hypothesis, "path"))
    for finding in rows(told, "findings"):
        if text(finding, "peer"):
            yield text(finding, "peer"), text(finding, "service")


def _began(told: Table) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for finding in rows(told, "findings"):
        if finding.get("trouble") and text(finding, "at"):
            at = datetime.fromisoformat(text(finding, "at"))
            service = text(finding, "service")
            found[service] = min(found.get(service, at), at)
    return found
