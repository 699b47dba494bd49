"""Callers and writers in real repositories: what is found at each tier, against places that were read or traced."""

from __future__ import annotations

import re
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.codebases.checkouts import Checkouts, by_repository, counts, measured_part, still_there
from bench.figures import interval
from codriver.codebase import questions
from codriver.codebase.answers import Tier
from codriver.errors import CodriverError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from codriver.codebase.opened import Codebase

UP_TO = ("certain", "virtual", "likely", "possible")
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Scored:
    """One case: what it expects, and the places found with their tier; neutral places are taken out of both."""

    id: str
    question: str
    groups: tuple[str, ...]
    expected: frozenset[Place]
    found: Mapping[Place, str]
    cpu_s: float
    by_text: frozenset[Place] = frozenset()  # the baseline: a search for the name

    def up_to(self, tier: str) -> frozenset[Place]:
        """The places that are at least this sure."""
        kept = UP_TO[: UP_TO.index(tier) + 1]
        return frozenset(place for place, one in self.found.items() if one in kept)


def scored(cases: Sequence[Mapping[str, Any]], checkouts: Checkouts) -> list[Scored]:
    """Every case whose repository is there and whose lines still say what they said."""
    found: list[Scored] = []
    for repo, some in by_repository(cases).items():
        base = checkouts.of(repo, some[0]["commit"])
        if base is not None:
            kept = [case for case in some if still_there(base, case)]
            if len(kept) < len(some):
                checkouts.said.append(f"{repo}: {len(some) - len(kept)} cases dropped, their lines have changed")
            found += [_scored(base, case, measured_part(some)) for case in kept]
    return found


def _scored(base: Codebase, case: Mapping[str, Any], tops: frozenset[str]) -> Scored:
    began = time.process_time()
    neutral = {(site["file"], site["line"]) for site in case.get("neutral", ())}
    expected = frozenset((site["file"], site["line"]) for site in case["expected"])
    found: dict[Place, str] = {}
    for site in _sites(base, case):
        place = (site.file, site.line)
        if counts(site.file, tops) and place not in neutral - expected and site.tier.rank <= Tier.POSSIBLE.rank:
            found.setdefault(place, str(site.tier))
    groups = (case["question"], f"{case['question']} {case['tag']}", f"{case['question']} {case['lang']}", case["repo"])
    spent = time.process_time() - began
    searched = _searched(base, case, tops) - (frozenset(neutral) - expected)
    return Scored(case["id"], case["question"], groups, expected, found, spent, searched)


def _searched(base: Codebase, case: Mapping[str, Any], tops: frozenset[str]) -> frozenset[Place]:
    """What a search for the words finds: `name(` for callers; `name =`, `name[`, `name.` and the like for writers."""
    name = re.escape(case["target"].get("name") or case["target"]["qual"].partition("(")[0].rpartition(".")[2])
    after = r"\s*\(" if case["question"] == "callers" else r"\s*(?:[-+*/|&]?=(?!=)|\[|\.\w+\(|:)"
    pattern = re.compile(rf"\b{name}\b{after}")
    plain = case["target"].get("name") or name.replace("\\", "")
    files = (path for path in base.mentioning(plain) if counts(path, tops))
    texts = ((path, number, line) for path in files for number, line in enumerate(base.text(path).splitlines(), 1))
    own = (case["target"]["file"], case["target"]["line"])
    found = {(path, number) for path, number, line in texts if pattern.search(line)}
    return frozenset(found - ({own} if case["question"] == "callers" else set()))


def _sites(base: Codebase, case: Mapping[str, Any]) -> Sequence[Any]:
    target = case["target"]
    typed = f"{target['file']}:{target['line']}"
    try:
        if case["question"] == "callers":
            return questions.callers(base, typed).sites
        owner = target.get("cls")
        named = f"{owner}.{target['name']}" if owner else target["name"]
        return questions.writers(base, typed, named).sites
    except CodriverError:
        return ()


def figures(rows: Iterable[Scored]) -> dict[str, Any]:
    """Per group and tier: precision and recall with intervals, silent zeros, sites shown for each true one, time."""
    by_group: dict[str, list[Scored]] = defaultdict(list)
    for row in rows:
        for group in row.groups:
            by_group[group].append(row)
    return {group: _figures(some) for group, some in sorted(by_group.items())}


def _figures(rows: list[Scored]) -> dict[str, Any]:
    shown = [len(row.found) / len(row.expected) for row in rows if row.expected]
    every = [row for row in rows if row.expected]
    return {
        "cases": len(rows),
        "silent_zeros": sum(not row.up_to("possible") & row.expected for row in every),
        "shown_per_true_median": round(median(shown), 2) if shown else None,
        "cpu_s_median": round(median(row.cpu_s for row in rows), 4),
        "cpu_s_worst": round(max(row.cpu_s for row in rows), 3),
        "up_to": {tier: _at(rows, tier) for tier in UP_TO},
        "text_search": _measured((row.by_text, row.expected) for row in rows),
    }


def _at(rows: list[Scored], tier: str) -> dict[str, Any]:
    return _measured((row.up_to(tier), row.expected) for row in rows)


def _measured(pairs: Iterable[tuple[frozenset[Place], frozenset[Place]]]) -> dict[str, Any]:
    count: Counter[str] = Counter()
    for found, expected in pairs:
        count["right"] += len(found & expected)
        count["wrong"] += len(found - expected)
        count["missed"] += len(expected - found)
    right, wrong, missed = count["right"], count["wrong"], count["missed"]
    return {
        "precision": round(right / max(1, right + wrong), 4),
        "recall": round(right / max(1, right + missed), 4),
        "precision_interval": interval(right, right + wrong),
        "recall_interval": interval(right, right + missed),
        "right": right,
        "wrong": wrong,
        "missed": missed,
    }


def lines(title: str, groups: Mapping[str, Any]) -> Iterable[str]:
    """A table: one row a group."""
    yield f"{title:46}{'cases':>6}{'zeros':>6}{'shown':>7}  " + "".join(
        f"{tier:>16}" for tier in (*UP_TO, "text search")
    )
    for name, one in groups.items():
        cells = "".join(
            f"{at['precision']:>9.3f}/{at['recall']:.3f} " for at in (*one["up_to"].values(), one["text_search"])
        )
        ratio = "-" if one["shown_per_true_median"] is None else f"{one['shown_per_true_median']:.1f}"
        yield f"{name:46}{one['cases']:>6}{one['silent_zeros']:>6}{ratio:>7}  {cells}"


def told(rows: Iterable[Scored]) -> Iterable[str]:
    """What was missed or wrongly shown, for whoever mends it."""
    for row in rows:
        for place in sorted(row.expected - row.up_to("likely")):
            yield f"{row.id} {row.groups[1]}: {place[0]}:{place[1]} is {row.found.get(place, 'not found')}"
        for place in sorted(row.up_to("likely") - row.expected):
            yield f"{row.id} {row.groups[1]}: {place[0]}:{place[1]} is {row.found[place]}, and should not be"
