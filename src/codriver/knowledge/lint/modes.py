"""Rules for failure modes: can be found, can be told apart, remedies that say what they do."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from codriver.gate.classify import classify
from codriver.gate.verdict import Risk
from codriver.knowledge.lint.documents import day_of
from codriver.knowledge.lint.problems import Known, Problem
from codriver.knowledge.words import slug

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from codriver.model import FailureMode, Remedy

_FAR = 2.0  # how many times likelier a sign must be with one than with the other to tell them apart


def modes(known: Known) -> Iterator[Problem]:
    """What is wrong with each, then with pairs of one service."""
    for mode in known.modes:
        yield from _one(mode, known.today)
    for one, other in combinations(known.modes, 2):
        if slug(one.service) == slug(other.service) and one.symptoms and _alike(one, other):
            says = f"{other.name} and {one.name} show the same signs and ask the same"
            hint = "add a symptom or a check that only one of them has"
            yield Problem("alike", says, hint, *_at(other))


def _at(mode: FailureMode) -> tuple[str, int]:
    file, _, line = mode.cites[0].ref.locator.rpartition(":")
    return file, int(line)


def _one(mode: FailureMode, today: date) -> Iterator[Problem]:
    if not mode.symptoms:
        hint = "add a symptom: a pattern in logs, or a metric that rises or falls"
        yield Problem("no-signs", f"{mode.name} has no symptoms", hint, *_at(mode))
    due = day_of(mode.review_by)
    if due and due < today:
        yield Problem("stale", f"{mode.name} was to be reviewed by {due}", "review it, and set `review_by`", *_at(mode))
    for remedy in mode.remedies:
        yield from _remedy(mode, remedy)


def _remedy(mode: FailureMode, remedy: Remedy) -> Iterator[Problem]:
    if not remedy.command:
        return
    if not remedy.verify:
        says = f"the remedy “{remedy.says}” says not how to see that it worked"
        yield Problem("no-verification", says, "add `verify:`", *_at(mode))
    if not remedy.rollback and not remedy.irreversible:
        says = f"the remedy “{remedy.says}” says not how to take it back"
        yield Problem("no-rollback", says, "add `rollback:` or `irreversible: yes`", *_at(mode))
    found = classify(remedy.command).risk
    if found > Risk[remedy.risk]:
        says = f"the remedy “{remedy.says}” is called {remedy.risk}; its command is {found.name}"
        yield Problem("underrated", says, f"write `risk: {found.name}`, or a narrower command", *_at(mode))


def _alike(one: FailureMode, other: FailureMode) -> bool:
    mine, theirs = ({(s.signal, s.pattern, s.name, s.condition): s for s in mode.symptoms} for mode in (one, other))
    if mine.keys() != theirs.keys():
        return False
    apart = any(max(a, b) >= _FAR * min(a, b) for a, b in ((mine[k].with_it, theirs[k].with_it) for k in mine))
    checks = ({(check.ask, check.command) for check in mode.checks} for mode in (one, other))
    return not apart and next(checks) == next(checks)
