"""Something was altered shortly before: a deploy, a configuration, a flag, a schema, infrastructure, a dependency.

When it is wrong: a harmless change next to a fault that came by itself; a change that only uncovered what was broken.
"""

from collections.abc import Iterator
from datetime import datetime

from codriver.engine import sizes
from codriver.engine.blame import asks_wrongly
from codriver.engine.code_touched import far_from, touched
from codriver.engine.evidence import cites_of, contradicts, supports
from codriver.engine.onset_of import could_be_running, tolerance, trouble_began
from codriver.engine.seen import Seen, earliest
from codriver.engine.words import lasting, short
from codriver.model import NO_TIME, Change, ChangeKind, Evidence, Finding, Hypothesis, Situation, Stage

FAILS = frozenset({"errors", "refusals"})
SOON_S = 60.0  # a defect shows within a minute of traffic more often than later
NEAR_S = 3600.0
SLOWER = 0.5  # a new instance that is slower may only be cold
ROLLS_S = 1800.0  # instances that are born so long after a change came with it
TUNABLE = frozenset({ChangeKind.CONFIG, ChangeKind.FLAG, ChangeKind.INFRA, ChangeKind.DEPENDENCY})
SETTINGS_BREAK = frozenset(
    {
        *(
            "configuration",
            "refused",
            "dns",
            "timeout",
            "tls",
            "authentication",
            "unreachable",
            "connections",
            "rate_limit",
            "schema",
        ),
        "exception",  # a value that the code cannot take
    }
)
TELLS = frozenset({"error_burst", "first_seen_error", "near_limit", "telling_words", "thrown_exception"})


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a change that runs in production and lies in time."""
    for change in could_be_running(situation):
        if seen.troubled or seen.ways:
            began = trouble_began(seen, change.service) or (situation.window.onset if situation.window else NO_TIME)
            began = max(began, _fitting(seen, change) or began)
            yield Hypothesis(
                suspect=change.service,
                mechanism=change.kind.value,
                says=f"{_what(change)}: “{short(change.what, 60)}”",
                at=earliest([change.at]),
                change=change,
                evidence=tuple(_evidence(situation, seen, change, began)),
            )


def _fitting(seen: Seen, change: Change) -> datetime | None:
    """When the trouble began that is the change's own kind: words of a schema, calls that multiply."""
    words = [f.at for f in _telling(seen, change)] if change.kind == ChangeKind.SCHEMA else []
    pressing = [found.at for (caller, _), found in seen.insisting.items() if caller == change.service]
    return earliest([*words, *pressing])


def _evidence(situation: Situation, seen: Seen, change: Change, began: datetime) -> Iterator[Evidence]:
    if NO_TIME not in (began, change.at):
        yield from _order(situation, seen, change, (change.at - began).total_seconds())
    yield from _fit(situation, seen, change)
    yield from _instances(seen, change)
    if change.stage == Stage.MERGED:
        yield contradicts("only_merged", "nothing says that it was deployed", change.cites)


def _instances(seen: Seen, change: Change) -> Iterator[Evidence]:
    """The instances that came with the change against those that were there before."""
    young = [o for o in seen.observations(change.service) if o.label("instances") == "young"]
    came = [o for o in young if -ROLLS_S / 10 <= (o.at - change.at).total_seconds() <= ROLLS_S]
    worse = [o for o in came if o.deviation >= sizes.CLEAR_SHIFT]
    if worse:
        worst = max(worse, key=lambda o: (o.kind == "errors", o.deviation, o.id))
        yield supports(
            "new_instances_worse",
            worst.says,
            (*change.cites, *worst.cites),
            sizes.of_shift(worst.deviation) * (1.0 if worst.kind == "errors" else SLOWER),
        )
    elif came:
        yield contradicts("new_instances_alike", came[0].says, (*change.cites, *cites_of(came)))
    else:
        yield from _unseen(seen, change)


def _unseen(seen: Seen, change: Change) -> Iterator[Evidence]:
    """None that came with the change has answered anybody, long after it."""
    window = seen.situation.window
    age = (window.until - change.at).total_seconds() if window else 0.0
    if change.service in seen.unseen and age > 0:
        told = [o for o in seen.observations(change.service) if o.label("instance") or o.label("of")]
        because = f"none of its new instances is seen to answer, {lasting(age)} after it"
        yield supports("new_instances_unseen", because, (*change.cites, *cites_of(told[:1])), age / (age + SOON_S))


def _order(situation: Situation, seen: Seen, change: Change, late: float) -> Iterator[Evidence]:
    if late > tolerance(situation.window).total_seconds():
        because = f"it came {lasting(late)} after the trouble had begun"
        yield contradicts("change_after_onset", because, change.cites, 0.5 + late / 60)
    else:
        yield from _timing(seen, change, max(-late, 0.0))


def _timing(seen: Seen, change: Change, lead: float) -> Iterator[Evidence]:
    first = seen.dated(change.service)[:1]
    yield supports(
        "change_before_onset",
        f"it came {lasting(lead)} before the trouble began",
        (*change.cites, *cites_of(first)),
        1 / (1 + lead / NEAR_S),
    )
    if first and lead <= NEAR_S:
        yield supports(
            "trouble_soon_after_change",
            f"the first trouble in {change.service} follows it after {lasting(lead)}: {first[0].says}",
            (*change.cites, *cites_of(first)),
            first[0].size / (1 + lead / SOON_S),
        )


def _fit(situation: Situation, seen: Seen, change: Change) -> Iterator[Evidence]:
    if seen.is_fine(change.service) and change.service not in seen.troubled:
        health = cites_of(seen.signs_of_health(change.service))
        because = f"{change.service} was looked at and is as before"
        yield contradicts("changed_service_healthy", because, (*change.cites, *health))
    yield from _callers(situation, seen, change)
    values = [o for o in situation.observations if o.kind == "changed value"]
    named = [o for o in values if o.label("change") in (change.version or change.id, change.id)]
    for value in named:
        yield supports("error_names_changed_value", value.says, value.cites)
    hits = touched(situation, change)
    for hit in hits:
        yield supports("touches_failing_code", hit.because, hit.cites, hit.size)
    if not hits and change.kind == ChangeKind.DEPLOY and change.files:
        yield from _elsewhere(situation, change)
    for seen_far in far_from(situation, change)[:1] if not hits else ():
        yield contradicts("far_from_failing_code", seen_far.says, seen_far.cites)
    if change.kind in TUNABLE or change.kind == ChangeKind.DEPLOY:
        yield from asks_wrongly(seen, change.service)
    telling = [found for found in _telling(seen, change) if named or not _names_another(change, found)]
    if telling:
        plainest = max(telling, key=lambda finding: (finding.size, finding.id))
        because = f"settings break like this: {plainest.says}"
        yield supports("failure_fits_change", because, cites_of(telling[:2]), plainest.size)


def _callers(situation: Situation, seen: Seen, change: Change) -> Iterator[Evidence]:
    """Calls to the changed service that fail, and did not before the change."""
    slack = tolerance(situation.window)
    failing = [found for _, found in seen.blamed_by(change.service) if found.kind in FAILS]
    since = [found for found in failing if NO_TIME in (found.at, change.at) or found.at >= change.at - slack]
    if since:
        plainest = max(since, key=lambda finding: (finding.size, finding.id))
        because = f"calls to {change.service} fail since it: {plainest.says}"
        yield supports("calls_fail_since_change", because, (*change.cites, *plainest.cites), plainest.size)


def _elsewhere(situation: Situation, change: Change) -> Iterator[Evidence]:
    """New exceptions of the service that are thrown in files which the deploy did not touch."""
    thrown = [o for o in situation.observations if o.service == change.service and o.frames and o.before == 0.0]
    ours = [o for o in thrown if any(frame.ours for frame in o.frames)]
    if ours:
        because = f"{ours[0].name} is thrown in code that it did not touch"
        yield contradicts("touches_other_code", because, (*change.cites, *ours[0].cites))


def _telling(seen: Seen, change: Change) -> tuple[Finding, ...]:
    """Words, exceptions and used-up limits in the changed service that this kind of change is known to bring."""
    if change.kind not in TUNABLE and change.kind != ChangeKind.SCHEMA:
        return ()
    fits = {"schema"} if change.kind == ChangeKind.SCHEMA else SETTINGS_BREAK
    told = (finding for finding in seen.of(change.service) if finding.detector in TELLS)
    return tuple(finding for finding in told if finding.kind in fits)


def _names_another(change: Change, found: Finding) -> bool:
    """A name that does not resolve stands in the error: a change that is known by its diff would show it."""
    return bool(change.files) and found.kind == "dns"


def _what(change: Change) -> str:
    version = f" {change.version[:12]}" if change.version else ""
    noun = "deploy" if change.kind == ChangeKind.DEPLOY else f"{change.kind.value} change"
    noun = "commit" if change.stage == Stage.MERGED else noun
    return f"the {noun}{version} of {change.service or 'something shared'}"
