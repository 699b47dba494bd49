"""The lines of the team's code to look at: what likely needs the fix, throw sites, what changes touched."""

from collections.abc import Iterator

from codriver.engine.code_touched import same_file
from codriver.model import CodeLine, Hypothesis, Observation, Situation

MOST = 5


def code_lines(situation: Situation, ranked: tuple[Hypothesis, ...]) -> tuple[CodeLine, ...]:
    """Up to five lines, those of better hypotheses first, each once."""
    suspects = [hypothesis.suspect for hypothesis in ranked]
    found: dict[tuple[str, int], CodeLine] = {}
    fixes = _fixes(situation, suspects)
    thrown = (line for line in _thrown(situation, suspects) if not any(_same(line, fix) for fix in fixes))
    for line in (*fixes, *thrown, *_changed(ranked)):
        found.setdefault((line.file, line.line), line)
    return tuple(found.values())[:MOST]


def _fixes(situation: Situation, suspects: list[str]) -> list[CodeLine]:
    """The lines that likely need the fix, as they are ordered, those of the better suspect first."""
    return sorted((c for c in situation.code if c.service in suspects), key=lambda c: suspects.index(c.service))


def _same(line: CodeLine, fix: CodeLine) -> bool:
    return line.line == fix.line and line.function == fix.function and same_file(line.file, fix.file)


def _thrown(situation: Situation, suspects: list[str]) -> Iterator[CodeLine]:
    thrown = [seen for seen in situation.observations if seen.service in suspects and seen.frames]
    for seen in sorted(thrown, key=lambda seen: (suspects.index(seen.service), -seen.count, seen.id)):
        yield from _throw_site(seen)


def _throw_site(seen: Observation) -> Iterator[CodeLine]:
    ours = [frame for frame in seen.frames if frame.ours]
    if ours:
        frame = ours[-1]
        yield CodeLine(
            file=frame.file,
            line=frame.line,
            function=frame.function,
            service=seen.service,
            says=f"throws {seen.name}",
            cites=seen.cites,
        )


def _changed(ranked: tuple[Hypothesis, ...]) -> Iterator[CodeLine]:
    for suspect, change in ((hypothesis.suspect, hypothesis.change) for hypothesis in ranked):
        for file, first, _ in change.lines if change else ():
            says = f"changed by {change.version[:12]}" if change else ""
            yield CodeLine(file=file, line=first, service=suspect, says=says, cites=change.cites if change else ())
