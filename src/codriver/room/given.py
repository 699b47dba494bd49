"""What was handed over, whether or not anything came of it: so that a Gap never says "not given" of what was."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from codriver.model import Signal, Situation, Window
from codriver.room import naming
from codriver.room.live.hearing import NOTHING as UNSAID
from codriver.room.live.hearing import Spoken
from codriver.room.reduce import Reduced
from codriver.telemetry.naming import service_of

SEEN_BY = {Signal.LOG: "logs", Signal.EXCEPTION: "logs", Signal.METRIC: "metrics", Signal.TRACE: "traces"}
KINDS = {
    "log_files": "logs",
    "prometheus_json": "metrics",
    "metric_csv": "metrics",
    "otlp_traces": "traces",
    "alertmanager_json": "alerts",
    "deploy_log": "deploys",
    "git_history": "history",
    "compose": "topology",
    "kubectl_text": "topology",
    "kubernetes_dump": "topology",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The kinds of which a file was read or a running system answered; service -> the signals of which it has rows.

    `silent`: kind -> the running system that should have told of it and did not answer. `looked_at` are the signals
    with rows in the time looked at, so that what is calm counts as seen.
    """

    kinds: frozenset[str] = frozenset()
    signals: Mapping[str, frozenset[str]] = field(default_factory=dict)
    looked_at: Mapping[str, frozenset[str]] = field(default_factory=dict)
    silent: Mapping[str, str] = field(default_factory=dict)


NOTHING = Given()


def given(told: Reduced, situation: Situation, readers: Iterable[str], spoken: Spoken = UNSAID) -> Given:
    """What `told` holds for each service of the situation; `readers` are the connectors that took a file."""
    spelt = naming.spelt(situation.services)
    return Given(
        kinds=frozenset(KINDS[name] for name in readers if name in KINDS)
        | {kind for _, kinds, _ in spoken.answered for kind in kinds},
        signals=_by_service(rows_of(told), spelt),
        looked_at=_by_service(((name, "logs") for name in _logging(told, situation.window)), spelt),
        silent={kind: name for name, kinds in spoken.silent for kind in kinds},
    )


def rows_of(told: Reduced) -> Iterator[tuple[str, str]]:
    """(service as it is spelt, signal) of every group of rows."""
    yield from ((pattern.service, "logs") for pattern in told.log_table.patterns)
    yield from ((service_of(dict(series.labels)), "metrics") for series in told.series)
    yield from ((str(service), "traces") for service in told.edges.spans["service"].unique())


def _logging(told: Reduced, window: Window | None) -> Iterator[str]:
    if window is None:
        return
    since, until = window.since.timestamp(), window.until.timestamp()
    for lines in told.log_table.services:
        if any(since <= at <= until for at in (*lines.times, lines.last_at)):
            yield lines.service


def _by_service(rows: Iterable[tuple[str, str]], spelt: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, signal in set(rows):
        found.setdefault(naming.meant(name, spelt) or name, set()).add(signal)
    return {name: frozenset(signals) for name, signals in found.items()}
