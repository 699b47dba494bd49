"""What a database holds and what a service says to it no longer fit: a migration, or code that is older or newer.

What it looks for: a table, column or constraint that a statement names and the database does not know or does not allow
(`no such column`, `does not exist`, SQLSTATE 42703 and 42P01). When it is wrong: a statement that a person typed.
"""

import re
from collections.abc import Iterator

from codriver.engine.blame import unchanged
from codriver.engine.evidence import cites_of, supports
from codriver.engine.onset_of import before_trouble
from codriver.engine.seen import Seen, earliest
from codriver.model import Change, ChangeKind, Evidence, Finding, Hypothesis, Situation

MIGRATES = frozenset({ChangeKind.SCHEMA, ChangeKind.DEPLOY})
TELLS = frozenset({"error_burst", "first_seen_error", "thrown_exception", "telling_words"})


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a store whose callers' statements no longer fit it."""
    words = [finding for finding in seen.findings if finding.kind == "schema" and finding.detector in TELLS]
    told = [(_store(seen, finding), finding) for finding in words]
    passing_on = {finding.service for store, finding in told if store != finding.service}
    for store in sorted({store for store, _ in told} - passing_on):
        signs = [finding for of, finding in told if of == store]
        change = _migrated_by(situation, store, signs)
        yield Hypothesis(
            suspect=store,
            mechanism="migration",
            says=f"the schema of {store} no longer fits what {_whom(store, signs)} to it",
            at=change.at if change else earliest(sign.at for sign in signs),
            change=change,
            evidence=(*_evidence(signs), *_unchanged(situation, store, change)),
        )


def _store(seen: Seen, finding: Finding) -> str:
    """Whom the words mean: the other side, or a callee that they name, or who says them."""
    callees = sorted(seen.graph.callees.get(finding.service, frozenset()) - {finding.service})
    text = seen.text_of(finding)
    named = [callee for callee in callees if re.search(rf"\b{re.escape(callee)}\b: ", text)]
    return finding.peer or next(iter(named), finding.service)


def _whom(store: str, signs: list[Finding]) -> str:
    callers = sorted({sign.service for sign in signs} - {store, ""})
    return f"{', '.join(callers)} {'says' if len(callers) == 1 else 'say'}" if callers else "is said"


def _evidence(signs: list[Finding]) -> Iterator[Evidence]:
    plainest = max(signs, key=lambda sign: (sign.size, sign.id))
    yield supports("schema_words", plainest.says, cites_of(signs), plainest.size)


def _unchanged(situation: Situation, store: str, migrated: Change | None) -> Iterator[Evidence]:
    """A schema does not change by itself: where none of the store's changes is known, somebody says something new."""
    if migrated is None:
        yield from unchanged(situation, store)


def _migrated_by(situation: Situation, store: str, signs: list[Finding]) -> Change | None:
    """The store's latest change of schema before the trouble, else its latest deploy."""
    migrates = [
        change
        for change in before_trouble(situation, store, earliest(sign.at for sign in signs))
        if change.kind in MIGRATES
    ]
    return max(migrates, key=lambda c: (c.kind == ChangeKind.SCHEMA, c.at, c.id), default=None)
