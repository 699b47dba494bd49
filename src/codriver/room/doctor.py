"""What is connected, what is missing, and how to close each gap; critical services first."""

from collections import Counter
from dataclasses import dataclass, replace

from codriver.model import Gap, Service
from codriver.room.coverage import Coverage
from codriver.room.knowledge.meaning import told_of
from codriver.room.request import Progress, Request, Room
from codriver.room.survey import survey

PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """One kind of source that answers."""

    name: str
    kind: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What answers, what does not, and how well each service can be seen."""

    connected: tuple[Connected, ...]
    gaps: tuple[Gap, ...]
    services: tuple[Service, ...]
    coverage: tuple[Coverage, ...]


def doctor(room: Room, request: Request, progress: Progress) -> Report:
    """Read every source for real, and report; nothing is remembered.

    Running systems get more time than a triage gives them; one that needs it is told as a Gap.
    """
    patient = replace(room, live=replace(room.live, deadline_s=max(room.live.deadline_s, PATIENCE_S), keep_s=1.0))
    found = survey(patient, request, progress)
    by_name = {service.name: service for service in found.situation.services}
    order = [row.service for row in found.coverage]
    order += [name for name in by_name if name not in order]
    return Report(
        connected=(
            *(*_configuration(room), *_answered(found.answered), *_sources(found.read)),
            *_knowledge(room, len(found.runbooks)),
        ),
        gaps=tuple(
            sorted(
                (*found.situation.gaps, *_slow(room, found.answered)), key=lambda gap: (-gap.matters, gap.what, gap.why)
            )
        ),
        services=tuple(by_name[name] for name in order),
        coverage=found.coverage,
    )


def _configuration(room: Room) -> tuple[Connected, ...]:
    if room.config_file is None:
        return ()
    says = f"{len(room.services)} services declared"
    return (Connected(name=room.config_file.name, kind="configuration", says=says),)


def _slow(room: Room, answered: tuple[tuple[str, tuple[str, ...], float], ...]) -> tuple[Gap, ...]:
    """Those that a triage would not wait for."""
    return tuple(
        Gap(
            what=f"{' and '.join(gives)} from {name}",
            why=f"it took {seconds:.1f} s, and a triage waits {room.live.deadline_s:g} s",
            hint=f"raise deadline_s under [sources] above {seconds:.0f}, or narrow what it is asked for",
            source=name,
        )
        for name, gives, seconds in answered
        if seconds > room.live.deadline_s
    )


def _answered(answered: tuple[tuple[str, tuple[str, ...], float], ...]) -> tuple[Connected, ...]:
    return tuple(
        Connected(name=name, kind="live", says=f"answers in {seconds:.2g} s: {', '.join(gives)}")
        for name, gives, seconds in answered
    )


def _sources(read: tuple[tuple[str, str], ...]) -> tuple[Connected, ...]:
    files = Counter(name for name, _ in read)
    first = dict(reversed(read))
    return tuple(
        Connected(name=name, kind="source", says=f"{count} file{'s' if count > 1 else ''}, such as {first[name]}")
        for name, count in sorted(files.items())
    )


def _knowledge(room: Room, runbooks: int) -> tuple[Connected, ...]:
    says = f"{runbooks} sections, searched {told_of(room)}"
    return (Connected(name="runbooks", kind="knowledge", says=says),) if runbooks else ()
