"""An incident as one file of JSON lines: whole, with the same seals, or cleaned, sealed anew, and it says so.

Either can be read into another journal, which verifies it first.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from codriver.errors import JournalError
from codriver.journal.record import Journal
from codriver.journal.rows import Written, canonical, digest
from codriver.journal.verify import Checkpoint, Quotes, checkpoints, judged
from codriver.model import Citation, Ref

SCHEMA = "codriver.export/1"
MOST_LINES = 1_000_000
_HINT = "give a file that `codriver incident export` wrote"
Clean = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of an import: how many rows were new, and whether the file was cleaned of secrets before."""

    incident: str
    rows: int
    new: int
    cleaned: bool


def exported(journal: Journal, incident: str, clean: Clean | None = None) -> Iterator[str]:
    """The incident as lines. With `clean` every text in it goes through that, and the chain is sealed anew."""
    body, rows = journal.opened(incident), journal.written(incident)
    quotes: Quotes = journal.quotes(incident)
    if clean:
        body, rows, quotes = _cleaned(body, rows, quotes, clean)
    yield _line({"schema": SCHEMA, "incident": incident, "cleaned": clean is not None, "opened": body})
    for name, cite in quotes:
        quote = {"digest": name, "source": cite.ref.source, "locator": cite.ref.locator, "quote": cite.quote}
        yield _line({"quote": quote})
    for row in rows:
        yield _line({"row": asdict(row)})
    if rows:
        yield _line({"checkpoint": Checkpoint(incident, rows[-1].number, rows[-1].hash).line()})


def imported(journal: Journal, lines: Iterable[str]) -> TakenIn:
    """Read an exported incident into the journal.

    Raises:
        JournalError: it is no such file, it is not as it was written, or this journal tells the incident differently.
    """
    head, rows, quotes, kept = _read(lines)
    incident, body = str(head["incident"]), str(head["opened"])
    found = judged(incident, body, rows, quotes, kept)
    if not found.sound or not kept:
        fault = found.faults[0] if found.faults else "its end is missing"
        raise JournalError(f"the file is not as it was written: {fault}", hint=_HINT)
    new = journal.take_in(incident, body, rows, quotes)
    return TakenIn(incident, len(rows), new, bool(head.get("cleaned")))


def _read(lines: Iterable[str]) -> tuple[dict[str, Any], list[Written], list[tuple[str, Citation]], list[Checkpoint]]:
    head: dict[str, Any] = {}
    rows: list[Written] = []
    quotes: list[tuple[str, Citation]] = []
    kept: list[Checkpoint] = []
    try:
        for number, line in enumerate(lines):
            told = json.loads(line)
            if number == 0 and told["schema"] == SCHEMA:
                head = told
            elif "quote" in told:
                one = told["quote"]
                quotes.append((one["digest"], Citation(Ref(one["source"], one["locator"]), one["quote"])))
            elif "row" in told:
                rows.append(Written(**told["row"]))
            else:
                kept += checkpoints(str(told["checkpoint"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise JournalError("this is no exported incident", hint=_HINT) from error
    if not head:
        raise JournalError("this is no exported incident", hint=_HINT)
    return head, rows, quotes, kept


def _cleaned(
    body: str, rows: Iterable[Written], quotes: Quotes, clean: Clean
) -> tuple[str, tuple[Written, ...], Quotes]:
    """Everything through `clean`, and sealed anew from the first row on; ids of quotes follow their new words."""
    names, ids, kept = {}, {}, {}
    for name, cite in quotes:
        fresh = Citation(Ref(cite.ref.source, clean(cite.ref.locator)), clean(cite.quote))
        names[name], ids[cite.id] = digest(fresh), fresh.id
        kept[names[name]] = fresh

    def cleaned(text: str) -> str:
        return canonical(_walked(json.loads(text), clean, ids)) if text else text

    previous, sealed = "", []
    for row in rows:
        cites = " ".join(names.get(name, name) for name in row.digests())
        anew = replace(row, body=cleaned(row.body), previous=previous, cites=cites)
        previous = anew.sealed()
        sealed.append(replace(anew, hash=previous))
    return cleaned(body), tuple(sealed), tuple(kept.items())


def _walked(value: Any, clean: Clean, ids: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return ids.get(value) or clean(value)
    if isinstance(value, dict):
        return {ids.get(key, key): _walked(item, clean, ids) for key, item in value.items()}
    return [_walked(item, clean, ids) for item in value] if isinstance(value, list) else value


def _line(told: object) -> str:
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")) + "\n"
