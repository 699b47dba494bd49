"""What a database holds and what a service says to it no longer fit: a migration, or code that is older or newer.

What it looks for: a table, column or constraint that a statement names and the database does not know or does not allow
(`no such column`, `does not exist`, SQLSTATE 42703 and 42P01). When it is wrong: a statement that a person typed.
"""

from collections.abc import Iterator

from codriver.engine.evidence import cites_of, supports
from codriver.engine.onset_of import before_trouble
from codriver.engine.seen import Seen, earliest
from codriver.model import Change, ChangeKind, Evidence, Finding, Hypothesis, Situation

TELLS = frozenset({"error_burst", "first_seen_error", "thrown_exception", "telling_words"})


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a store whose callers' statements no longer fit it."""
    told = [finding for finding in seen.findings if finding.kind == "schema" and finding.detector in TELLS]
    passing_on = {finding.service for finding in told if finding.peer}
    stores = {finding.peer for finding in told if finding.peer} - passing_on
    for store in sorted(stores or {finding.service for finding in told}):
        signs = [finding for finding in told if store in (finding.peer, finding.service)]
        change = _migrated_by(situation, store)
        yield Hypothesis(
            suspect=store,
            mechanism="migration",
            says=f"the schema of {store} no longer fits what {_whom(store, signs)} to it",
            at=change.at if change else earliest(sign.at for sign in signs),
            change=change,
            evidence=tuple(_evidence(signs)),
        )


def _whom(store: str, signs: list[Finding]) -> str:
    callers = sorted({sign.service for sign in signs} - {store, ""})
    return f"{', '.join(callers)} {'says' if len(callers) == 1 else 'say'}" if callers else "is said"


def _evidence(signs: list[Finding]) -> Iterator[Evidence]:
    plainest = max(signs, key=lambda sign: (sign.size, sign.id))
    yield supports("schema_words", plainest.says, cites_of(signs), plainest.size)


def _migrated_by(situation: Situation, store: str) -> Change | None:
    """The store's latest change of schema before the trouble, else its latest deploy."""
    return max(before_trouble(situation, store), key=lambda c: (c.kind == ChangeKind.SCHEMA, c.at, c.id), default=None)
