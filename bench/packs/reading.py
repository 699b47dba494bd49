"""A pack read back: `SET.cases.jsonl[.xz]`, the answers beside it, and what several cases share.

The format stands in docs/guides/measure-on-your-incidents.md. Nothing here knows any set by name.
"""

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
CASES, LABELS = ".cases.jsonl", ".labels.jsonl"


@dataclass(frozen=True, slots=True)
class Frame:
    """Metric samples in columns: `columns` are (service, metric), `values` one row a time; None where there is none."""

    columns: tuple[tuple[str, str], ...] = ()
    times: tuple[float, ...] = ()
    values: tuple[tuple[float | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """What an investigator may see of one incident, and the answer beside it.

    `control` says that there is no cause to be found: naming one with confidence is wrong.
    """

    set: str
    id: str
    system: str
    row: Row
    label: Row
    cascade: bool | None
    control: bool
    reference: Frame = field(default=Frame(), repr=False)
    incident: Frame = field(default=Frame(), repr=False)
    spans: tuple[Any, ...] = field(default=(), repr=False)
    kinds: tuple[str, ...] = field(default=(), repr=False)
    """Every kind of cause that the pack's answers name."""

    @property
    def printed(self) -> bool:
        """Whether it keeps what tools printed: then an answer can name the object that is broken."""
        return any(":{" in key for key in self.row.get("evidence") or ())

    @property
    def truth(self) -> str:
        return str(self.label.get("service") or "")

    @property
    def fault(self) -> str:
        return str(self.label.get("fault_type") or "")

    @property
    def candidates(self) -> tuple[str, ...]:
        return tuple(self.row.get("candidates") or ())


def sets(folder: Path) -> tuple[str, ...]:
    """The names of the sets in a folder."""
    names = {path.name.partition(CASES)[0] for path in folder.glob(f"*{CASES}*")}
    return tuple(sorted(names))


def cases(folder: Path, name: str) -> Iterator[Case]:
    """Every case of a set that has an answer, in the file's order."""
    shared = {kind: _by_id(folder, name, kind) for kind in ("refs", "texts")}
    spans = {row["case_id"]: tuple(row["spans"]) for row in _rows(folder, name, "spans")}
    labels = {row["case_id"]: row for row in _rows(folder, name, "labels")}
    kinds = sorted({str(fault) for row in labels.values() if (fault := (row.get("label") or {}).get("fault_type"))})
    for row in _rows(folder, name, "cases"):
        if row["case_id"] in labels:
            case = _case(name, row, labels[row["case_id"]], shared, spans.get(row["case_id"], ()))
            yield replace(case, kinds=tuple(kinds))


def _case(name: str, row: dict[str, Any], answer: Row, shared: Mapping[str, Row], spans: tuple[Any, ...]) -> Case:
    reference = row.get("ref")
    if isinstance(reference, str):
        reference = shared["refs"][reference]["frame"]
    evidence = row.get("evidence") or {}
    row["evidence"] = {what: _resolved(value, shared["texts"]) for what, value in evidence.items()}
    label = answer.get("label") or {}
    return Case(
        set=name,
        id=row["case_id"],
        system=row.get("system") or "",
        row=row,
        label=label,
        cascade=answer.get("is_cascade"),
        control=bool(label.get("control")),
        reference=_frame(reference),
        incident=_frame(row.get("incident")),
        spans=spans,
    )


def _resolved(value: Any, texts: Row) -> Any:
    if isinstance(value, dict) and set(value) == {"$text"}:
        return texts[value["$text"]]["text"]
    return value


def _frame(told: Row | None) -> Frame:
    if not told:
        return Frame()
    columns = tuple((service, metric) for service, metric in told["columns"])
    return Frame(columns, tuple(map(float, told["ts"])), tuple(map(tuple, told["values"])))


def _by_id(folder: Path, name: str, kind: str) -> dict[str, Row]:
    return {row["id"]: row for row in _rows(folder, name, kind)}


def _rows(folder: Path, name: str, kind: str) -> Iterator[dict[str, Any]]:
    plain, packed = folder / f"{name}.{kind}.jsonl", folder / f"{name}.{kind}.jsonl.xz"
    if packed.exists():
        with lzma.open(packed, "rt", encoding="utf-8") as lines:
            yield from _parsed(lines)
    elif plain.exists():
        with plain.open(encoding="utf-8") as lines:
            yield from _parsed(lines)


def _parsed(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.strip():
            yield json.loads(line)
