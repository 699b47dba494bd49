"""A way to fail that the team wrote down: its symptoms are looked for, present and absent ones both count.

When it is wrong: a document older than the system, symptoms that every outage shows.
"""

import math
from collections.abc import Iterator

from codriver.access import patterns
from codriver.engine.evidence import contradicts, supports
from codriver.engine.seen import Seen
from codriver.model import Evidence, FailureMode, Finding, Hypothesis, Signal, Situation, Symptom

SENSES = {
    Signal.LOG: "log",
    Signal.EXCEPTION: "log",
    Signal.METRIC: "metric",
    Signal.TRACE: "trace",
    Signal.ALERT: "alert",
}
PLAIN = 3.0  # log-odds at which a symptom counts in full


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a failure mode of which at least one symptom is present."""
    for mode in situation.failure_modes:
        evidence = tuple(_weighed(situation, seen, mode))
        if any(piece.feature == "symptom_present" for piece in evidence):
            yield Hypothesis(
                suspect=mode.service,
                mechanism=mode.cause,
                detail=mode.name,
                says=f"{mode.says or mode.name} (known failure mode)",
                at=seen.since(mode.service),
                failure_mode=mode.name,
                evidence=evidence,
            )


def _weighed(situation: Situation, seen: Seen, mode: FailureMode) -> Iterator[Evidence]:
    for symptom in mode.symptoms:
        sought = patterns.compile(symptom.pattern, where=mode.name) if symptom.pattern else None
        hits = [finding for finding in seen.findings if _matches(seen, symptom, sought, mode.service, finding)]
        if hits:
            size = math.log(symptom.with_it / symptom.without_it) / PLAIN * max(hit.size for hit in hits)
            yield supports("symptom_present", f"as written down: {hits[0].says}", (*mode.cites, *hits[0].cites), size)
        elif _looked(situation, symptom, mode.service):
            size = math.log((1 - symptom.without_it) / (1 - symptom.with_it)) / PLAIN
            sign = symptom.pattern or f"{symptom.name} {symptom.condition}"
            yield contradicts("symptom_absent", f"looked for and not there: {sign}", mode.cites, size)
    if mode.incidents:
        yield supports("seen_before", f"it happened {mode.incidents} x before", mode.cites, mode.incidents / 10)


def _matches(seen: Seen, symptom: Symptom, sought: patterns.Pattern | None, service: str, finding: Finding) -> bool:
    if not service or service not in (finding.service, finding.peer):
        return False
    shown = seen.observation(finding)
    if shown.signal not in SENSES or symptom.signal not in ("", SENSES[shown.signal]):
        return False
    if sought:
        told = (
            f"{shown.text}\n{shown.name}" if SENSES[shown.signal] == "log" else finding.says
        )  # logs in their own words
        return sought.search(told) is not None
    return symptom.name == finding.name and _moved(symptom.condition, finding)


def _moved(condition: str, finding: Finding) -> bool:
    return condition in ("", finding.direction)


def _looked(situation: Situation, symptom: Symptom, service: str) -> bool:
    """Whether the symptom could have been seen: this service was looked at through this signal."""
    looked = (
        o for o in situation.observations if o.service == service and o.before is not None and o.after is not None
    )
    if symptom.name:
        return any(o.name == symptom.name for o in looked)
    return any(SENSES.get(o.signal) == (symptom.signal or "log") for o in looked)
