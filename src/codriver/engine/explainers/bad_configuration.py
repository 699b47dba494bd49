"""A service is set up wrongly: a missing variable, a value that does not parse, an address that is wrong.

When it is wrong: the callee really is down for everybody, a warning about a deprecated setting that harms nobody.
"""

from collections.abc import Iterator

from codriver.engine.blame import asks_wrongly, unchanged
from codriver.engine.evidence import cites_of, supports
from codriver.engine.onset_of import could_be_running, tolerance
from codriver.engine.seen import Seen, earliest
from codriver.model import Change, ChangeKind, Evidence, Finding, Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service whose words name its configuration, or whose calls fail to a healthy callee."""
    for suspect in sorted(seen.troubled.keys() | {f.service for f in seen.findings if f.kind == "configuration"}):
        words = [finding for finding in seen.of(suspect) if finding.kind == "configuration"]
        evidence = (*_says_so(words), *asks_wrongly(seen, suspect))
        evidence += () if words or not evidence else (*unchanged(situation, suspect),)
        if evidence and suspect:
            yield Hypothesis(
                suspect=suspect,
                mechanism="configuration",
                says=f"{suspect} is set up wrongly",
                at=earliest(finding.at for finding in words) or seen.since(suspect),
                evidence=evidence,
                change=_brought_by(situation, seen, suspect),
            )


def _brought_by(situation: Situation, seen: Seen, suspect: str) -> Change | None:
    """The one change to its settings that came before its trouble: with two, nobody knows which."""
    began, slack = seen.since(suspect), tolerance(situation.window)
    changes = [
        change
        for change in could_be_running(situation)
        if change.service == suspect and change.kind == ChangeKind.CONFIG and began and change.at - began <= slack
    ]
    return changes[0] if len(changes) == 1 else None


def _says_so(words: list[Finding]) -> Iterator[Evidence]:
    if words:
        plainest = max(words, key=lambda finding: (finding.size, finding.id))
        yield supports("configuration_words", plainest.says, cites_of(words), plainest.size)
