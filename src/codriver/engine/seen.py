"""The findings, laid out so that explainers can ask: what is wrong in this service, on this edge, and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from codriver.engine.added import Added, added_failures, added_time
from codriver.engine.attempts import Attempts, risen
from codriver.engine.graph import Graph, graph
from codriver.engine.standing_out import Way, standing_out, waiting
from codriver.engine.unlike_others import Unlike, unlike_others
from codriver.engine.ways_meet import Meeting, ways_meet
from codriver.model import NO_TIME, UNNAMED, Dependency, Finding, Observation, Service, Signal, Situation

HEALTH = frozenset({"errors", "latency"})
TELEMETRY = frozenset({Signal.LOG, Signal.METRIC, Signal.TRACE, Signal.EXCEPTION})
STIRS = frozenset({"first_seen_error", "telling_words", "near_limit", "restart_loop"})
PLAIN = 0.4
DWARFED = 0.7  # of the plainest finding's size
NO_LONGER = 1.2  # times the former duration still counts as no longer
HARDLY = 0.05  # of what is added where it is felt: less explains nothing of it
ROLLS = timedelta(minutes=30)  # new instances come so soon after a rollout, or not at all
STEADY = 2.0  # robust standard deviations: less is what every series does


@dataclass(frozen=True)
class Seen:
    """Findings and facts of one situation, by service and by edge. Derived, never stored."""

    situation: Situation
    findings: tuple[Finding, ...]

    @cached_property
    def graph(self) -> Graph:
        """Who needs whom, as declared or traced, and as the services' own findings name it."""
        named = (
            Dependency(caller=f.service, callee=f.peer, cites=f.cites) for f in self.findings if f.peer and f.service
        )
        return graph((*self.situation.dependencies, *sorted(named)))

    @cached_property
    def ways(self) -> dict[str, dict[str, Way]]:
        """In which ways each service moved, compared with everybody else."""
        return standing_out(self.situation.observations)

    @cached_property
    def ways_meet(self) -> dict[str, Meeting]:
        """Where the ways between services that became slow meet."""
        return ways_meet(self.situation.observations)

    @cached_property
    def unlike_others(self) -> dict[str, Unlike]:
        """What moved in one service and hardly anywhere else."""
        return unlike_others(self.situation.observations)

    @cached_property
    def added(self) -> tuple[Added, Added]:
        """The seconds and the failures that were added, and whose own they are."""
        told = self.situation.observations
        return added_time(told, self.graph), added_failures(told, self.graph)

    @cached_property
    def insisting(self) -> dict[tuple[str, str], Attempts]:
        """Edges (caller, callee) on which the calls for each request of the caller rose a lot."""
        return {(one.caller, one.callee): one for one in risen(self.situation.observations)}

    @cached_property
    def services(self) -> dict[str, Service]:
        return {service.name: service for service in self.situation.services}

    @cached_property
    def troubled(self) -> dict[str, tuple[Finding, ...]]:
        """Every service in trouble with its findings of trouble, earliest first; what it says of others left out."""
        found: dict[str, list[Finding]] = {}
        felt = self.situation.incident.service
        for finding in self.findings:
            if finding.trouble and finding.service:
                found.setdefault(finding.service, []).append(finding)
        if len(found) > 1:
            found.pop(UNNAMED, None)  # lines of nobody in particular accuse nobody while others have names
        found = {name: of for name, of in found.items() if name == felt or self.matters(name) >= HARDLY}
        return {name: tuple(sorted(of, key=_when)) for name, of in sorted(found.items())}

    @cached_property
    def edges(self) -> dict[tuple[str, str], tuple[Finding, ...]]:
        """Findings of trouble on each edge (caller, callee), plainest first: who suffers from whom."""
        found: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            if finding.trouble and finding.peer and finding.service:
                found.setdefault((finding.service, finding.peer), []).append(finding)
        return {edge: tuple(sorted(of, key=lambda f: (-f.size, f.id))) for edge, of in sorted(found.items())}

    def of(self, service: str) -> tuple[Finding, ...]:
        """All findings whose place is this service, trouble or not."""
        return tuple(finding for finding in self.findings if finding.service == service)

    def own(self, service: str) -> tuple[Finding, ...]:
        """Findings of trouble in the service itself, not on its calls to others, whether or not those are named."""
        return tuple(f for f in self.troubled.get(service, ()) if not f.peer and not waiting(f.name))

    def plain(self, service: str) -> tuple[Finding, ...]:
        """The service's findings of trouble that cannot be taken for noise beside the rest, earliest first."""
        return plain(self.troubled.get(service, ()))

    def dated(self, service: str) -> tuple[Finding, ...]:
        """The service's plain trouble of which the time is known, earliest first."""
        return tuple(finding for finding in self.plain(service) if finding.at != NO_TIME)

    def since(self, service: str) -> datetime | None:
        """When the service's plain trouble begins, None when it has none or nobody wrote down when."""
        return earliest(finding.at for finding in self.plain(service))

    def weight(self, service: str) -> float:
        """How plain the service's trouble is, in [0, 1]: its plainest finding, as far as that matters."""
        plainest = max((finding.size for finding in self.troubled.get(service, ())), default=0.0)
        return plainest * self.matters(service)

    def matters(self, service: str) -> float:
        """The share of what was added where it is felt that the service's trouble can be, in [0, 1]; 1 where unknown.

        Ten times the latency of what hardly anybody asks is no trouble to anybody.
        """
        return self.accounts(service, self.situation.incident.service)

    def suffers_from(self, service: str) -> tuple[tuple[str, Finding], ...]:
        """The other services whose failing or slow answers this one sees, with the plainest finding of each."""
        return tuple((callee, of[0]) for (caller, callee), of in self.edges.items() if caller == service != callee)

    def blamed_by(self, service: str) -> tuple[tuple[str, Finding], ...]:
        """The callers that see this service fail or slow down, with the plainest finding of each."""
        return tuple((caller, of[0]) for (caller, callee), of in self.edges.items() if callee == service)

    def accounts(self, callee: str, caller: str) -> float:
        """How much of what was added in the caller the callee's trouble can be, in [0, 1]; 1 where unknown."""
        shares = [added.share(callee, caller) for added in self.added]
        return max((share for share in shares if share is not None), default=1.0)

    def signs_of_health(self, service: str) -> tuple[Observation, ...]:
        """Observations by which the service was looked at and was as before; empty also when nobody looked."""
        return tuple(seen for seen in self._by_service.get(service, ()) if _healthy(seen))

    @cached_property
    def _by_service(self) -> dict[str, tuple[Observation, ...]]:
        found: dict[str, list[Observation]] = {}
        for seen in self.situation.observations:
            found.setdefault(seen.service, []).append(seen)
        return {name: tuple(of) for name, of in found.items()}

    @cached_property
    def looked(self) -> bool:
        """Whether any telemetry at all was seen: without it, finding nothing means nothing."""
        return any(seen.signal in TELEMETRY for seen in self.situation.observations)

    def observation(self, finding: Finding) -> Observation:
        """The observation that the finding was made of."""
        return self._by_id[finding.observation]

    @cached_property
    def _by_id(self) -> dict[str, Observation]:
        return {seen.id: seen for seen in self.situation.observations}

    def text_of(self, finding: Finding) -> str:
        """All that the finding's observation says, in full."""
        told = self._by_id.get(finding.observation)
        return f"{told.text} {told.name}" if told else finding.says

    def observations(self, service: str) -> tuple[Observation, ...]:
        """Everything observed of this service."""
        return self._by_service.get(service, ())

    @cached_property
    def steady_edges(self) -> dict[tuple[str, str], Observation]:
        """Edges (caller, callee) looked at and as before, with one observation that says so."""
        steady: dict[tuple[str, str], Observation] = {}
        for seen in self.situation.observations:
            if seen.peer and _steady(seen):
                steady.setdefault((seen.service, seen.peer), seen)
        return {edge: seen for edge, seen in sorted(steady.items()) if edge not in self.edges}

    def fine_callers(self, callee: str) -> tuple[str, ...]:
        """Callers whose calls to the callee were looked at and are as before."""
        return tuple(caller for caller, other in self.steady_edges if other == callee)

    @cached_property
    def unseen(self) -> frozenset[str]:
        """Services of which instances are told apart, and no instance that came with their latest rollout was seen."""
        window = self.situation.window
        if window is None:
            return frozenset()
        rolled = {c.service for c in self.situation.changes if window.onset - c.at <= ROLLS and c.at <= window.until}
        return frozenset(name for name in rolled if _old_only(self.observations(name)))

    def is_fine(self, service: str) -> bool:
        """Whether the service was looked at and is as before: not the same as nothing known of it.

        Old instances that are well say nothing of the new.
        """
        if service in self.unseen:
            return False
        stirred = any(map(_stirs, self.of(service)))
        return not self.own(service) and not stirred and bool(self.signs_of_health(service))

    def only_witness(self, caller: str, callee: str) -> bool:
        """Whether all that is known of the callee's trouble is what this one caller says."""
        return not self.observations(callee) and {name for name, _ in self.blamed_by(callee)} <= {caller}

    def gives_up_sooner(self, caller: str, callee: str) -> Observation | None:
        """What shows that calls of this edge time out although they take no longer than before; None otherwise."""
        late = any(finding.kind == "timeout" for finding in self.findings if _is_edge(finding, caller, callee))
        timed = [seen for seen in self.observations(caller) if seen.peer == callee and seen.kind == "latency"]
        risen = any((seen.after or 0.0) > NO_LONGER * (seen.before or 0.0) for seen in timed)
        measured = [seen for seen in timed if seen.before is not None and seen.after is not None]
        return measured[0] if late and measured and not risen else None

    def in_trouble(self, names: Iterable[str]) -> frozenset[str]:
        """Those of the names that are troubled."""
        return frozenset(names) & self.troubled.keys()


def _old_only(observations: tuple[Observation, ...]) -> bool:
    told = [o for o in observations if (o.label("instance") or o.label("of")) and o.kind in HEALTH]
    return bool(told) and not any(seen.label("instances") == "young" for seen in told)


def earliest(times: Iterable[datetime]) -> datetime | None:
    """The first of these times, None when none of them is known."""
    return min((time for time in times if time != NO_TIME), default=None)


def plain(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of trouble among these that are not dwarfed by the plainest of them, in their order."""
    trouble = [finding for finding in findings if finding.trouble]
    least = DWARFED * max((finding.size for finding in trouble), default=0.0)
    return tuple(finding for finding in trouble if finding.size >= least)


def _healthy(seen: Observation) -> bool:
    return not seen.peer and _steady(seen)


def _steady(seen: Observation) -> bool:
    looked = seen.before is not None and seen.after is not None
    telling = seen.kind in HEALTH and seen.signal in (Signal.METRIC, Signal.TRACE)
    return looked and telling and seen.deviation < STEADY


def _stirs(finding: Finding) -> bool:
    """Whether a finding, no trouble by itself, keeps its service from passing for healthy."""
    return finding.detector in STIRS and not finding.peer and finding.size >= PLAIN


def _is_edge(finding: Finding, caller: str, callee: str) -> bool:
    return finding.service == caller and finding.peer == callee


def _when(finding: Finding) -> tuple[bool, datetime, str]:
    return finding.at == NO_TIME, finding.at, finding.id
