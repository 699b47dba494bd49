"""Fit the ranker that ships: `python -m bench.fit_knowledge DATA [--write]`; DATA as for `bench.knowledge`.

First leave-one-organisation-out: the figures are for organisations whose documents and questions took no part. Then
everything together; `--write` puts that into the package, with its provenance. Only documents whose licence is named
as permitting it in `PERMITTED` take part.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import interval
from bench.knowledge import TOP, Collection, Question, collection, library_of
from codriver.knowledge import features as looked
from codriver.knowledge import ranker as ranking
from codriver.knowledge.fitting import FREE, STRENGTH, Case, fit, fit_signs
from codriver.knowledge.heard import Heard

PERMITTED = ("Apache-2.0", "MIT", "BSD-3-Clause", "BSD-2-Clause", "CC-BY-4.0", "CC-BY-3.0")
SHIPPED = Path(__file__).parents[1] / "src/codriver/knowledge/ranker.json"
CLOSE = 20  # candidates of a question that the fit looks at
PRECISION = 0.95
PHRASES = 2.0  # what people type is rare among the questions
WITHOUT, ELSEWHERE = 0.05, 0.1  # how often a question has no answer in real life is unknown; what such a one counts


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its candidates; `kind`: own, without (its answer taken away), elsewhere or nil."""

    kind: str
    organisation: str
    scope: str
    names: tuple[str, ...]
    features: tuple[looked.Features, ...]
    right: tuple[bool, ...]
    counts: float = 1.0


def rows_of(data: Collection) -> list[Row]:
    """Each question asked of its own documents, of those without the answer, and of another organisation's."""
    libraries = {scope: library_of(pages) for scope, pages in data.pages.items()}
    scopes = sorted(libraries)
    rows = []
    for number, question in enumerate(data.questions):
        asked = scopes if question.kind == "nil" else [question.scope]
        kind = "nil" if question.kind == "nil" else "own"
        rows += [_row(kind, question, scope, libraries[scope]) for scope in asked]
        if question.kind != "nil":
            rows.append(_without(rows[-1]))
            others = [s for s in scopes if not any(name.startswith(f"{s}:") for name in question.right)]
            other = others[number % len(others)]
            rows.append(_row("elsewhere", question, other, libraries[other]))
    return [row for row in rows if row.names]


def _row(kind: str, question: Question, scope: str, corpus: Any) -> Row:
    seen = looked.features(Heard(corpus, question.voice))
    names = tuple(f"{scope}:{one.entry.name}" for one in seen)
    right = tuple(name in question.right for name in names)
    counts = PHRASES if question.kind == "paraphrase" else 1.0
    return Row(kind, scope.partition("/")[0], scope, names, tuple(one.features for one in seen), right, counts)


def _without(row: Row) -> Row:
    kept = [(name, dict(of)) for name, of, right in zip(row.names, row.features, row.right, strict=True) if not right]
    for _, of in kept:
        for name in [name for name in of if name.endswith("_best")]:
            del of[name]
    looked.compare([of for _, of in kept])
    names = tuple(name for name, _ in kept)
    return Row("without", row.organisation, row.scope, names, tuple(of for _, of in kept), (False,) * len(kept))


def fitted(rows: Sequence[Row]) -> ranking.Ranker:
    """Weights from the questions that have an answer, then the signs of a right one from all."""
    own = [row for row in rows if row.kind == "own" and any(row.right)]
    many = Counter(row.scope for row in own)
    names = sorted({name for row in own for of in row.features for name in of})
    cases = [
        _case(row, row.counts * many[row.scope] ** -0.35) for row in own
    ]  # a large organisation counts more, not in proportion
    prior = {name: 0.0 if name in FREE else 1.0 for name in names}
    weights = fit(cases, names, prior, STRENGTH)
    return _with_signs(rows, ranking.Ranker(weights, {}, 0.5))


def _case(row: Row, counts: float) -> Case:
    order = sorted(range(len(row.names)), key=lambda at: (not row.right[at], -row.features[at]["usual"]))[:CLOSE]
    return Case([row.features[at] for at in order], [row.right[at] for at in order], counts)


def _with_signs(rows: Sequence[Row], ranker: ranking.Ranker) -> ranking.Ranker:
    firsts = [_first(row, ranker) for row in rows]
    counts = [{"own": 1.0, "nil": 1.0, "without": 0.3, "elsewhere": 0.3}[row.kind] for row in rows]
    signs = fit_signs([signs for signs, _ in firsts], [right for _, right in firsts], counts)
    return ranking.Ranker(ranker.weights, signs, 0.5)


def _first(row: Row, ranker: ranking.Ranker) -> tuple[Mapping[str, float], bool]:
    order = _order(row, ranker)
    scores = [ranking.score(row.features[at], ranker) for at in order]
    return ranking.signs(row.features[order[0]], 0, scores), row.right[order[0]]


def _order(row: Row, ranker: ranking.Ranker) -> list[int]:
    return sorted(range(len(row.names)), key=lambda at: (-ranking.score(row.features[at], ranker), row.names[at]))


def enough(judged: Iterable[tuple[str, float, bool]]) -> tuple[float, float]:
    """The threshold from which answers are right 95 times of 100, and the share of questions that are then answered."""
    counts = {"own": 1.0, "nil": 1 / 6, "without": WITHOUT, "elsewhere": ELSEWHERE}
    ordered = sorted(judged, key=lambda one: -one[1])
    whole = sum(kind == "own" for kind, _, _ in ordered) or 1
    answered = right = own = 0.0
    best = (1.0, 0.0)
    for kind, sure, good in ordered:
        answered, right, own = answered + counts[kind], right + good, own + (kind == "own")
        if right / answered >= PRECISION:
            best = (sure, own / whole)
    return best


def unseen(rows: Sequence[Row]) -> tuple[dict[str, list[int]], list[tuple[str, float, bool]]]:
    """For each organisation a ranker fitted on the others: the rank of each right answer, and how sure it was."""
    ranks: dict[str, list[int]] = {}
    judged = []
    for organisation in sorted({row.organisation for row in rows}):
        ranker = fitted([row for row in rows if row.organisation != organisation])
        for row in rows:
            if row.organisation == organisation:
                if row.kind == "own":
                    order = _order(row, ranker)
                    rank = next((at for at, n in enumerate(order, 1) if row.right[n]), 0)
                    ranks.setdefault(organisation, []).append(rank)
                signs, right = _first(row, ranker)
                judged.append((row.kind, ranking.sureness(signs, ranker), right))
    return ranks, judged


def main(arguments: list[str] | None = None) -> int:
    """Fit, say how well it does on organisations never seen, and write."""
    parser = argparse.ArgumentParser(prog="python -m bench.fit_knowledge", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help="put the ranker into the package")
    asked = parser.parse_args(arguments)
    data = collection(asked.data, PERMITTED)
    rows = rows_of(data)
    ranks, judged = unseen(rows)
    every = [rank for of in ranks.values() for rank in of]
    for name, of in [*sorted(ranks.items()), ("all", every)]:
        first, three = sum(rank == 1 for rank in of), sum(0 < rank <= TOP for rank in of)
        print(f"{name:24} n={len(of):4} R@1 {first / len(of):.3f} {interval(first, len(of))} R@3 {three / len(of):.3f}")
    threshold, coverage = enough(judged)
    print(f"precision {PRECISION} at coverage {coverage:.3f}, sure from {threshold:.3f}")
    if asked.write:
        ranker = fitted(rows)
        SHIPPED.write_text(_written(ranker, threshold, data, every), "utf-8")
    return 0


def _written(ranker: ranking.Ranker, threshold: float, data: Collection, ranks: Sequence[int]) -> str:
    first, three = sum(rank == 1 for rank in ranks), sum(0 < rank <= TOP for rank in ranks)
    told = {
        "schema": ranking.SCHEMA,
        "provenance": {
            "by": "python -m bench.fit_knowledge",
            "from": sorted(f"github.com/{scope} ({licence})" for scope, licence in data.licences.items()),
            "questions": len(ranks),
            "organisations never seen": {"R@1": round(first / len(ranks), 3), "R@3": round(three / len(ranks), 3)},
            "prior": "each share counts 1",
        },
        "enough": round(threshold, 3),
        "meaning": ranking.shipped().meaning,  # fitted apart: it needs the extra
        "weights": {name: round(value, 3) for name, value in sorted(ranker.weights.items())},
        "signs": {name: round(value, 3) for name, value in sorted(ranker.signs.items())},
    }
    return json.dumps(told, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
