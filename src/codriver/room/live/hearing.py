"""The running systems of the configuration, asked about the time of a request: files and facts in, else Gaps."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from codriver.access.http.deadline import Deadline
from codriver.connectors import Connector, Document, Fact, File
from codriver.errors import ConfigError
from codriver.model import Gap, Matters, Observation, Scope, Signal
from codriver.room.gather import gather, sort
from codriver.room.live.around import around
from codriver.room.live.asking import Heard, Item, ask
from codriver.room.live.documents import as_files
from codriver.room.live.furnished import FOLDER, Furnished, furnished, prepared
from codriver.room.plugged import connectors, live_connectors
from codriver.room.request import Progress, Request, Room

ANSWER_IN = 0.92  # of the time allowed: a client that gives up by then can still say why
ALERTS_IN = 0.3  # of the time allowed, for the alerts that tell which time to look at


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What running systems said. `answered`: source, what it gives, seconds it took; `silent`: who did not answer."""

    files: tuple[File, ...] = ()
    facts: tuple[Fact, ...] = ()
    scope: Scope = field(default_factory=Scope)
    gaps: tuple[Gap, ...] = ()
    answered: tuple[tuple[str, tuple[str, ...], float], ...] = ()
    silent: tuple[tuple[str, tuple[str, ...]], ...] = ()


NOTHING = Spoken()


def hear(room: Room, request: Request, progress: Progress) -> Spoken:
    """Everything that the live sources answer within the deadline.

    Raises:
        ConfigError: no live source is configured, or one is configured wrongly.
    """
    if not room.live.sources:
        raise ConfigError(
            "no live source is configured", hint="`codriver init` finds some; or write [sources.prometheus] url = '...'"
        )
    prepared()
    deadline = Deadline.within(room.live.deadline_s)
    sources, broken = ready(room, request, Deadline.within(room.live.deadline_s * ANSWER_IN))
    alerts = firing(sources, room, deadline, progress)
    scope = replace(
        around(request, room.live.lookback_m, alerts), services=(request.service,) if request.service else ()
    )
    progress(f"asking {', '.join(one.named.name for one in sources)}")
    heard = ask(sources, lambda one: one.connector.fetch(one.source, scope), deadline, progress)
    told = _spoken(heard, room, scope)
    return replace(told, gaps=(*broken, *told.gaps))


def ready(room: Room, request: Request, deadline: Deadline) -> tuple[tuple[Furnished, ...], tuple[Gap, ...]]:
    """The sources of the configuration ready to be asked, and a Gap for each connector that cannot be had."""
    known, broken = live_connectors()
    live = room.live
    sources = furnished(live.sources, known, now=request.now, deadline=deadline, state=room.state, keep_s=live.keep_s)
    return sources, broken


def firing(sources: Iterable[Furnished], room: Room, deadline: Deadline, progress: Progress) -> tuple[Observation, ...]:
    """The alerts that fire now, from the sources that tell of alerts; those that fail say so when asked again."""
    tellers = [one for one in sources if hasattr(one.connector, "firing")]
    if not tellers:
        return ()
    progress("asking for the alerts that fire")
    return alerts_of(tellers, room, Deadline.within(deadline.left * ALERTS_IN), progress)


def alerts_of(
    tellers: Sequence[Furnished], room: Room, deadline: Deadline, progress: Progress
) -> tuple[Observation, ...]:
    """What these sources say fires now."""
    heard = ask(tellers, lambda one: one.connector.firing(one.source), deadline, progress)
    items = [item for one in heard for item in one.items]
    return tuple(fact for fact in read(items, room, progress) if isinstance(fact, Observation))


def read(items: Iterable[Item], room: Room, progress: Progress) -> Iterator[Fact]:
    """The facts among the items, and what the connectors of files make of the documents."""
    items = list(items)
    readers: dict[str, Connector] = connectors()[0]
    yield from (item for item in items if not isinstance(item, File | Document))
    yield from gather(sort(as_files(items, room.state / FOLDER), readers), readers, Scope(), progress)


def _spoken(heard: tuple[Heard, ...], room: Room, scope: Scope) -> Spoken:
    items = [item for one in heard for item in one.items]
    return Spoken(
        files=tuple(as_files(items, room.state / FOLDER)),
        facts=tuple(item for item in items if not isinstance(item, File | Document)),
        scope=scope,
        gaps=tuple(gap for one in heard for gap in one.gaps),
        answered=tuple((o.asked.named.name, o.asked.gives, o.seconds or 0.0) for o in heard if not o.failed),
        silent=tuple((one.asked.named.name, one.asked.gives) for one in heard if one.failed),
    )


def recent(facts: Iterable[Fact], request: Request, scope: Scope) -> Iterator[Fact]:
    """The facts without alerts from before the time asked about (a watchdog fires for ever), and without twins."""
    old: dict[str, None] = {}
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        if not isinstance(fact, Observation) or fact.signal != Signal.ALERT:
            yield fact
            continue
        twin = (fact.name, fact.service, tuple(pair for pair in fact.labels if pair[0] != "status"))
        if scope.since and fact.at < scope.since and fact.name != request.alert:
            old[fact.name] = None
        elif twin not in seen:
            seen.add(twin)
            yield fact
    if request.alert and not any(name == request.alert for name, *_ in seen):
        yield Gap(
            what=f"the alert {request.alert}",
            why="nobody who answered says that it fires",
            hint="check its name; --at TIME looks at what is over",
            source="alerts",
        )
    if old:
        yield Gap(
            what="alerts that fire since before the time looked at",
            why=f"left out: {', '.join(list(old)[:10])}",
            hint="look further back with --since, or name one with --alert",
            source="alerts",
            matters=Matters.LITTLE,
        )
