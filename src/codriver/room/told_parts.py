"""Parts of an assessment from the record, as a person reads them: a hypothesis, and what a citation stands for.

Pure. The record holds JSON; what is missing in it, or is of another type, is left out.
"""

from collections.abc import Iterator
from itertools import islice

from codriver.room.incidents.pick import Table, number, tables, text, texts

MOST_TOLD = 4
SIGNS = {"supports": "+", "contradicts": "-"}


def hypothesis_lines(told: Table) -> tuple[str, ...]:
    """What it says, how it stands, its path, and its evidence, the weightiest first."""
    likely = number(told, "probability")
    chance = "" if likely is None else f", {likely:.0%}"
    evidence = sorted(tables(told, "evidence"), key=lambda one: -abs(number(one, "weight") or 0.0))
    steps = tables(told, "path")
    hinge = text(told, "would_change_most")
    return (
        text(told, "says"),
        f"suspect: {text(told, 'suspect')}; kind of cause: {text(told, 'mechanism')}",
        f"standing: {text(told, 'standing')}{chance}",
        *(f"path: {text(one, 'from')} -> {text(one, 'to')}: {text(one, 'because')}{_cites(one)}" for one in steps),
        *(_evidence(one) for one in evidence),
        *((hinge,) if hinge else ()),
    )


def meaning_of(cite: str, body: Table) -> tuple[str, ...]:
    """What was seen where the citation stands (service, series, before and after, when), and who rests on it."""
    return (*islice(_seen(cite, body), MOST_TOLD), *islice(_resting(cite, body), MOST_TOLD))


def _evidence(one: Table) -> str:
    sign = SIGNS.get(text(one, "stance"), "?")
    return f"  {sign} {text(one, 'because')} ({number(one, 'weight') or 0.0:+.2f}){_cites(one)}"


def _cites(one: Table) -> str:
    return "".join(f" [{cite}]" for cite in texts(one, "cites"))


def _seen(cite: str, body: Table) -> Iterator[str]:
    for one in tables(body, "findings"):
        if cite in texts(one, "cites"):
            at = text(one, "at")
            yield f"seen there: {text(one, 'says')}{f', at {at}' if at else ''}"


def _resting(cite: str, body: Table) -> Iterator[str]:
    for told in tables(body, "hypotheses"):
        for piece in (one for one in tables(told, "evidence") if cite in texts(one, "cites")):
            word = "for" if text(piece, "stance") == "supports" else "against"
            yield f"it speaks {word} {text(told, 'id')} ({text(told, 'says')}): {text(piece, 'because')}"
            break
