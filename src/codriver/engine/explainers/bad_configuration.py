"""A service is set up wrongly: a missing variable, a value that does not parse, an address that is wrong.

When it is wrong: the callee really is down for everybody, a warning about a deprecated setting that harms nobody.
"""

from collections.abc import Iterator

from codriver.engine.evidence import cites_of, supports
from codriver.engine.seen import Seen
from codriver.model import Evidence, Finding, Hypothesis, Situation

CALLS_FAIL = frozenset({"dns", "refused", "timeout", "tls", "unreachable", "authentication", "errors", "http_5xx"})


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service whose words name its configuration, or whose calls fail to a healthy callee."""
    del situation
    for suspect in sorted(seen.troubled.keys() | {f.service for f in seen.findings if f.kind == "configuration"}):
        words = [finding for finding in seen.of(suspect) if finding.kind == "configuration"]
        evidence = (*_says_so(words), *_asks_wrongly(seen, suspect))
        if evidence and suspect:
            yield Hypothesis(
                suspect=suspect,
                mechanism="configuration",
                says=f"{suspect} is set up wrongly",
                at=min((finding.at for finding in words), default=seen.since(suspect)),
                evidence=evidence,
            )


def _says_so(words: list[Finding]) -> Iterator[Evidence]:
    if words:
        plainest = max(words, key=lambda finding: (finding.size, finding.id))
        yield supports("configuration_words", plainest.says, cites_of(words), plainest.size)


def _asks_wrongly(seen: Seen, suspect: str) -> Iterator[Evidence]:
    for callee, finding in seen.suffers_from(suspect):
        health = seen.signs_of_health(callee)
        if finding.kind in CALLS_FAIL and health and not seen.own(callee):
            others = seen.fine_callers(callee)
            whom = f"works for {', '.join(others)}" if others else "is healthy"
            cites = (*finding.cites, *cites_of(health), *cites_of(seen.steady_edges[c, callee] for c in others))
            yield supports("callee_fine_but_calls_fail", f"{callee} {whom}, yet {finding.says}", cites, finding.size)
            return
