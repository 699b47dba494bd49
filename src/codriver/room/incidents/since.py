"""What changed between two assessments of one incident, and why. Pure: two recorded answers in, words out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from codriver.journal.kinds import Answered, Entry, Guessed, RuledOut
from codriver.room.incidents.answering import UNCLEAR
from codriver.room.incidents.pick import Table, number, tables, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One hypothesis then and now: its place (0: not on the list), standing, and the evidence that came or went."""

    id: str
    says: str
    place_before: int
    place: int
    standing_before: str
    standing: str
    probability_before: float | None
    probability: float | None
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What is new since the assessment before; `told`: what people said in between. `first`: there was none."""

    first: bool
    outcome_before: str
    outcome: str
    leader_before: str
    leader: str
    told: tuple[str, ...]
    moved: tuple[Moved, ...]
    findings: tuple[str, ...]
    changes: tuple[str, ...]
    gaps_closed: tuple[str, ...]
    gaps_new: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether all is as it was."""
        news = (self.moved, self.findings, self.changes, self.gaps_closed, self.gaps_new)
        return (
            not self.first
            and (self.outcome, self.leader) == (self.outcome_before, self.leader_before)
            and not any(news)
        )


def since(before: Table, now: Table, told: Iterable[Entry]) -> Since:
    """Both are assessments as `triage --json` says them; `before` may be empty."""
    then, here = (tables(one, "hypotheses") for one in (before, now))
    return Since(
        first=not before,
        outcome_before=text(before, "outcome"),
        outcome=text(now, "outcome"),
        leader_before=_leader(then),
        leader=_leader(here),
        told=tuple(_said(told)),
        moved=tuple(_moved(before, now)) if before else (),
        findings=_new(before, now, "findings", "says") if before else (),
        changes=_new(before, now, "changes", "what") if before else (),
        gaps_closed=_new(now, before, "gaps", "what"),
        gaps_new=_new(before, now, "gaps", "what") if before else (),
    )


def _leader(hypotheses: tuple[Table, ...]) -> str:
    return text(hypotheses[0], "says") if hypotheses else ""


def _said(told: Iterable[Entry]) -> Iterator[str]:
    for entry in told:
        if isinstance(entry, Answered) and entry.answer != UNCLEAR:  # a check that was only run answers nothing
            yield f"{entry.by} answered {entry.answer} to: {entry.ask}"
        elif isinstance(entry, RuledOut):
            yield f"{entry.by} ruled out: {entry.says} ({entry.because})"
        elif isinstance(entry, Guessed):
            yield f"{entry.by} suspects: {entry.says}"


def _moved(before: Table, now: Table) -> Iterator[Moved]:
    then, here = _placed(before), _placed(now)
    for key in (*here, *(key for key in then if key not in here)):
        old_place, old = then.get(key, (0, {}))
        place, new = here.get(key, (0, {}))
        gained, lost = _evidence(old, new), _evidence(new, old)
        if (old_place, text(old, "standing")) != (place, text(new, "standing")) or gained or lost:
            yield Moved(
                id=key,
                says=text(new, "says") or text(old, "says"),
                place_before=old_place,
                place=place,
                standing_before=text(old, "standing"),
                standing=text(new, "standing"),
                probability_before=number(old, "probability"),
                probability=number(new, "probability"),
                gained=gained,
                lost=lost,
            )


def _placed(body: Table) -> dict[str, tuple[int, Table]]:
    """Each hypothesis with its place from 1; what is ruled out has none."""
    listed = {text(one, "id"): (place, one) for place, one in enumerate(tables(body, "hypotheses"), 1)}
    out = {text(one, "id"): (0, one) for one in tables(body, "ruled_out")}
    return {**listed, **{key: one for key, one in out.items() if key not in listed}}


def _evidence(old: Table, new: Table) -> tuple[str, ...]:
    known = {(text(one, "feature"), text(one, "because")) for one in tables(old, "evidence")}
    return tuple(
        f"{'for' if text(one, 'stance') == 'supports' else 'against'} it: {text(one, 'because')}"
        for one in tables(new, "evidence")
        if (text(one, "feature"), text(one, "because")) not in known
    )


def _new(old: Table, new: Table, name: str, word: str) -> tuple[str, ...]:
    known = {text(one, word) for one in tables(old, name)}
    return tuple(dict.fromkeys(text(one, word) for one in tables(new, name) if text(one, word) not in known))
