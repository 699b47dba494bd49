"""Is the next incident answered better for those before? `python -m bench.history DATA [--sets a,b] [--plot FILE]`.

DATA is a folder of packs as for `bench.incidents`. Each set is one team's history: its cases in several random orders,
each resolved with its true cause before the next one comes. Told apart: with what was learnt, and a control without.
Figures by the number of incidents resolved before: accuracy of the first answer, Brier score of its probability, and
how many hypotheses are read up to the right one. Baseline of the same run: the commonest cause so far. The candidates
of a set recur by nature, which is what a team's history does too; a set whose causes never recur gains nothing.
"""

import argparse
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import interval
from bench.packs.facts import facts_of, request_of
from bench.packs.reading import Case, cases, sets
from bench.packs.scoring import NOWHERE, same
from codriver.engine.learnt import Case as Lesson
from codriver.engine.learnt import priors
from codriver.engine.people import Past, Told
from codriver.model import Assessment, Citation, Ref, Situation
from codriver.room.request import Room
from codriver.room.survey import situation_of
from codriver.room.triage import assess, shipped_weights

STEPS = (0, 1, 3, 6, 12, 25, 50, 100)
NOT_LISTED = 6  # hypotheses read when the right one is not among the five


@dataclass(frozen=True, slots=True)
class Answer:
    """One case in one order: how many were resolved before, and how each way of answering did."""

    set: str
    before: int
    right: bool
    control: bool
    commonest: bool
    brier: float
    brier_control: float
    read: int
    read_control: int


def replay(every: Sequence[Case], orders: int, most: int) -> Iterator[Answer]:
    """Each set in so many orders."""
    by_set: dict[str, list[Case]] = defaultdict(list)
    for case in every:
        if not case.control and len(by_set[case.set]) < most:
            by_set[case.set].append(case)
    for name, own in by_set.items():
        known = [(case, situation_of(Room(state=NOWHERE), request_of(case), facts_of(case))) for case in own]
        plain = [assess(situation) for _, situation in known]
        for seed in range(orders):
            yield from _ordered(name, known, plain, random.Random(seed))


def _ordered(
    name: str, known: Sequence[tuple[Case, Situation]], plain: Sequence[Assessment], dice: random.Random
) -> Iterator[Answer]:
    order = list(range(len(known)))
    dice.shuffle(order)
    lessons: list[Lesson] = []
    for before, place in enumerate(order):
        case, situation = known[place]
        learnt = assess(situation, Told(past=_past(lessons))) if lessons else plain[place]
        common = Counter(lesson.suspect for lesson in lessons).most_common(1)
        yield Answer(
            name,
            before,
            _place(learnt, case) == 1,
            _place(plain[place], case) == 1,
            bool(common) and same(common[0][0], case.truth),
            _brier(learnt, case),
            _brier(plain[place], case),
            _place(learnt, case),
            _place(plain[place], case),
        )
        lessons.append(Lesson(incident=f"inc-{before}", suspect=_as_named(case, situation), mechanism=""))


def _as_named(case: Case, situation: Situation) -> str:
    """The true cause under the name that the situation has for it: what a person would type."""
    return next((one.name for one in situation.services if same(one.name, case.truth)), case.truth)


def _past(lessons: Iterable[Lesson]) -> tuple[Past, ...]:
    cite = (Citation(Ref("journal", "inc"), "resolved"),)
    return tuple(
        Past(suspect=one.suspect, mechanism="", size=one.size, because=f"{one.times} of {one.of}", cites=cite)
        for one in priors(lessons)
    )


def _place(found: Assessment, case: Case) -> int:
    places = (place for place, one in enumerate(found.hypotheses, 1) if same(one.suspect, case.truth))
    return next(places, NOT_LISTED)


def _brier(found: Assessment, case: Case) -> float:
    """Of the first answer; while the product shows no probability, of the softmax of its scores."""
    if not found.hypotheses:
        return 1.0
    first = found.hypotheses[0]
    scores = [shipped_weights().none_of_these, *(one.score for one in found.hypotheses)]
    chance = math.exp(first.score - max(scores)) / math.fsum(math.exp(score - max(scores)) for score in scores)
    chance = first.probability if first.probability is not None else chance
    return (chance - same(first.suspect, case.truth)) ** 2


def report(answers: Sequence[Answer]) -> dict[str, Any]:
    """By the number of incidents resolved before, over all sets and for each."""
    names = list(dict.fromkeys(answer.set for answer in answers))
    return {name or "all": _by_step([one for one in answers if name in ("", one.set)]) for name in ("", *names)}


def _by_step(answers: Sequence[Answer]) -> dict[str, Any]:
    ends = (*STEPS[1:], sys.maxsize)
    steps = {
        f"{start}+": [one for one in answers if start <= one.before < end]
        for start, end in zip(STEPS, ends, strict=True)
    }
    return {name: _figures(rows) for name, rows in steps.items() if rows}


def _figures(rows: Sequence[Answer]) -> dict[str, Any]:
    count = len(rows)

    def mean(values: Iterable[float]) -> float:
        return round(math.fsum(values) / count, 3)

    right = sum(one.right for one in rows)
    return {
        "answers": count,
        "right": mean(one.right for one in rows),
        "interval": interval(right, count),
        "right_control": mean(one.control for one in rows),
        "commonest": mean(one.commonest for one in rows),
        "brier": mean(one.brier for one in rows),
        "brier_control": mean(one.brier_control for one in rows),
        "read": mean(one.read for one in rows),
        "read_control": mean(one.read_control for one in rows),
    }


def plot(figures: dict[str, Any]) -> str:
    """Accuracy with and without what was learnt, as a small SVG."""
    rows = figures["all"]
    width, height = 60 * len(rows) + 60, 240
    lines = []
    for key, colour in (("right", "#0a7"), ("right_control", "#999"), ("brier", "#c50"), ("brier_control", "#eb9")):
        points = " ".join(f"{50 + 60 * n},{220 - 200 * row[key]:.0f}" for n, row in enumerate(rows.values()))
        lines.append(f'<polyline points="{points}" fill="none" stroke="{colour}"><title>{key}</title></polyline>')
    names = "".join(f'<text x="{40 + 60 * n}" y="236" font-size="10">{name}</text>' for n, name in enumerate(rows))
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{"".join(lines)}{names}</svg>\n'


def main() -> int:
    """Replay and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sets", default="")
    parser.add_argument("--orders", type=int, default=3)
    parser.add_argument("--most", type=int, default=60, help="cases of a set")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    wanted = [name for name in chosen.sets.split(",") if name]
    every = [case for name in sets(chosen.data) if not wanted or name in wanted for case in cases(chosen.data, name)]
    figures = report(list(replay(every, chosen.orders, chosen.most)))
    if chosen.plot:
        chosen.plot.write_text(plot(figures), "utf-8")
    if chosen.json:
        print(json.dumps(figures, indent=2))
        return 0
    for name, steps in figures.items():
        print(f"{name}: incidents resolved before -> right (control, commonest), Brier (control), read (control)")
        for step, row in steps.items():
            accuracy = f"{row['right']:.3f} ({row['right_control']:.3f}, {row['commonest']:.3f})"
            brier, read = (f"{row[key]:.3f} ({row[f'{key}_control']:.3f})" for key in ("brier", "read"))
            print(f"  {step:>5} {row['answers']:5d}  {accuracy}  {brier}  {read}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
