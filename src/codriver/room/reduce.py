"""Many rows into few facts: the folds of telemetry, run over what was gathered, with one name for each service."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from codriver.connectors import Fact
from codriver.model import Change, Dependency, Gap, Incident, Observation, Service
from codriver.telemetry import logs, traces
from codriver.telemetry.kubernetes.observing import observed
from codriver.telemetry.kubernetes.thing import Thing
from codriver.telemetry.metrics.callers import callers
from codriver.telemetry.rows import LogBlock, Series, SpanBlock

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """Everything gathered, folded: compact tables still free of any onset, and the facts that came ready-made."""

    log_table: logs.LogTable
    series: tuple[Series, ...]
    edges: traces.EdgeTable
    observations: tuple[Observation, ...]
    changes: tuple[Change, ...]
    services: tuple[Service, ...]
    dependencies: tuple[Dependency, ...]
    gaps: tuple[Gap, ...]

    @property
    def has_rows(self) -> bool:
        """Whether there is telemetry with a time, and not only what came ready-made."""
        logged = any(one.times for one in self.log_table.services)
        return logged or any(one.times for one in self.series) or traces.lasted(self.edges) is not None


@dataclass(slots=True)
class _Aside:
    """What is not a log line, kept while the lines stream by."""

    facts: list[Fact] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    spans: list[SpanBlock] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)


def reduce(facts: Iterable[Fact], near: datetime | None = None) -> Reduced:
    """Fold a stream of facts and rows; log lines are never held, only what they come to.

    `near` gives a year to log lines whose stamps have none.
    """
    aside = _Aside()
    table = logs.fold(_log_blocks(facts, aside), near=near)
    edges = traces.fold(aside.spans)
    platform = observed(aside.things)
    return Reduced(
        log_table=table,
        series=tuple(sorted(aside.series, key=lambda series: (series.name, series.labels, series.locator))),
        edges=edges,
        observations=(*_of(Observation, aside.facts), *platform.observations),
        changes=(*_of(Change, aside.facts), *logs.announced.changes(table)),
        services=(*_of(Service, aside.facts), *platform.services),
        dependencies=(
            *_of(Dependency, aside.facts),
            *traces.dependencies(edges),
            *callers(aside.series),
            *platform.dependencies,
        ),
        gaps=(*_of(Gap, aside.facts), *table.gaps),
    )


def _log_blocks(facts: Iterable[Fact], aside: _Aside) -> Iterator[LogBlock]:
    for fact in facts:
        if isinstance(fact, LogBlock):
            yield fact
        elif isinstance(fact, Series):
            aside.series.append(fact)
        elif isinstance(fact, SpanBlock):
            aside.spans.append(fact)
        elif isinstance(fact, Thing):
            aside.things.append(fact)
        elif not isinstance(fact, Incident):
            aside.facts.append(fact)


def _of(kind: type[T], facts: Iterable[object]) -> tuple[T, ...]:
    return tuple(fact for fact in facts if isinstance(fact, kind))
