"""What fails, since when, for how many, where it is heading and whom to page: the headline."""

from collections.abc import Iterable

from codriver.engine.reach import symptoms
from codriver.engine.seen import Seen, earliest, plain
from codriver.model import Citation, Finding, Hypothesis, Impact, Observation, Signal, Trend

TRENDS = {trend.value: trend for trend in Trend}


def impact(seen: Seen, leader: Hypothesis | None) -> Impact:
    """The headline of these findings; the owner to page is that of the leading suspect, else of the failing service."""
    if not seen.troubled:
        return _untroubled(seen)
    failing = tuple(sorted(symptoms(seen)))
    felt = _felt(seen, failing)
    hit = _share(seen, failing)
    since = earliest(finding.at for finding in plain(seen.findings))
    return Impact(
        failing=failing,
        says=felt.says if felt else "",
        since=since,
        share=hit.after if hit else None,
        share_before=hit.before if hit else None,
        trend=_trend(seen, felt, hit),
        owner=_owner(seen, [*([leader.suspect] if leader else []), *failing]),
        cites=tuple(dict.fromkeys((*_cites(felt), *_cites(hit)))),
    )


def _untroubled(seen: Seen) -> Impact:
    """What to say when nothing is seen in trouble: which alert fires all the same, and whether anyone looked."""
    rest = "no service is seen in trouble" if seen.looked else "whether requests fail is not shown by what was given"
    alert = next((finding for finding in seen.findings if finding.kind == "alert"), None)
    if alert is None:
        return Impact(failing=(), says=rest)
    return Impact(
        failing=(),
        says=f"{alert.says}; {rest}",
        since=earliest([alert.at]),
        owner=_owner(seen, [alert.service]),
        cites=alert.cites,
    )


def _felt(seen: Seen, failing: tuple[str, ...]) -> Finding | None:
    """What users feel plainest: errors before slowness, measured before logged."""
    found = [finding for name in failing for finding in seen.troubled.get(name, ())]
    return max(found, key=_felt_by_users, default=None)


def _felt_by_users(finding: Finding) -> tuple[bool, bool, float, str]:
    return finding.kind == "errors" and not finding.peer, finding.kind == "latency", finding.size, finding.id


def _share(seen: Seen, failing: tuple[str, ...]) -> Observation | None:
    """What measured the share of requests hit; None also when failures did not rise: slowness hits an unknown share."""
    measured = [o for name in failing for o in seen.observations(name) if _is_share_of_errors(o)]
    worst = max(measured, key=_widest, default=None)
    return worst if worst and (worst.after or 0.0) > (worst.before or 0.0) else None


def _widest(seen: Observation) -> tuple[bool, bool, bool, float, str]:
    """Of all requests before those of one route, of the service itself before its calls to others; then the worst."""
    counted = seen.signal == Signal.METRIC  # traces are sampled, failing ones often more than others
    return not seen.peer, counted, not seen.label("route"), seen.after or 0.0, seen.id


def _is_share_of_errors(observation: Observation) -> bool:
    return observation.kind == "errors" and observation.unit == "share" and observation.after is not None


def _trend(seen: Seen, felt: Finding | None, hit: Observation | None) -> Trend:
    by_id = {observation.id: observation for observation in seen.situation.observations}
    sources = [hit, by_id.get(felt.observation) if felt else None]
    told = [TRENDS[o.label("trend")] for o in sources if o is not None and o.label("trend") in TRENDS]
    return told[0] if told else Trend.UNKNOWN


def _owner(seen: Seen, names: Iterable[str]) -> str:
    owners = (seen.services[name].owner for name in names if name in seen.services)
    return next((owner for owner in owners if owner), "")


def _cites(item: Finding | Observation | None) -> tuple[Citation, ...]:
    return item.cites if item else ()
