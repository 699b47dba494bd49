"""A trace on the screen: what was raised, where, what that often means, the code, and the files to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.cli.screen.page import Page, para
from codriver.cli.screen.seen import not_seen
from codriver.room.words import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from codriver.model import Frame
    from codriver.room.stacktrace import Code, StackTrace, Told
    from codriver.room.trace_to_code import Candidate

FEW_FRAMES = 12
NOTHING = "NOTHING: no stack trace of a known language was found"


def told_lines(told: Told, *, width: int = 80, everything: bool = False) -> list[str]:
    """All that is known of the trace, the exception that was raised first, its root cause last."""
    page = Page(width=width, everything=everything)
    if told.trace is None:
        return [NOTHING, "", *(safe(line) for line in not_seen(told.gaps, page))]
    lines = [*_raised(told.trace, page), f"FINGERPRINT: {told.fingerprint}"]
    for one in (told.trace, *reversed(told.trace.causes)):
        lines += ["", *_frames(one, everything=everything)]
    lines += [*_likely(told, page), *_code(told.code), *_candidates(told.candidates, page)]
    return [safe(line) for line in (*lines, "", *not_seen(told.gaps, page))]


def _raised(trace: StackTrace, page: Page) -> Iterator[str]:
    yield from para(page, f"RAISED: {_named(trace)} [{trace.language}]", first="", indent="  ")
    for one in reversed(trace.causes):
        label = "ROOT CAUSE" if one is trace.root else "caused by"
        site = f" (at {_place(one.frames[-1])})" if one.frames else ""
        yield from para(page, f"{label}: {_named(one)}{site}", first="", indent="  ")
    for one in trace.suppressed:
        yield from para(page, f"suppressed: {_named(one)}", first="", indent="  ")
    thrown, ours = trace.thrown_at, trace.first_ours
    yield f"THROWN AT: {_place(thrown) if thrown else 'not in the text'}"
    yield f"FIRST IN OUR CODE: {_place(ours) if ours else 'no frame of ours'}"


def _named(trace: StackTrace) -> str:
    name = trace.exception or "an exception whose name was cut off"
    first = trace.message.partition("\n")[0]
    return f"{name}: {first}" if first else name


def _frames(trace: StackTrace, *, everything: bool) -> Iterator[str]:
    frames = trace.frames[::-1]
    shown = frames if everything else frames[:FEW_FRAMES]
    yield f"FRAMES of {trace.exception or 'it'}, innermost first (* ours)"
    yield from (f"  {'*' if frame.ours else ' '} {_place(frame)}" for frame in shown)
    if len(shown) < len(frames):
        yield f"    ... {len(frames) - len(shown)} more (--all)"


def _place(frame: Frame) -> str:
    where = f"{frame.file}:{frame.line}" if frame.line else frame.file
    return " ".join(part for part in (where, frame.function) if part) or "?"


def _likely(told: Told, page: Page) -> Iterator[str]:
    if told.likely:
        yield from ("", "OFTEN MEANS")
    for one in told.likely:
        look = f"; look at: {one.look_at}" if one.look_at else ""
        yield from para(page, f"{one.means}{look}", first="  . ", indent="    ")


def _code(code: Iterable[Code]) -> Iterator[str]:
    for one in code:
        yield from ("", f"CODE at HEAD: {one.place.path}")
        for number, line in enumerate(one.lines, one.first):
            yield f"  {'>' if number == one.place.frame.line else ' '} {number:>5} | {line}"


def _candidates(candidates: Iterable[Candidate], page: Page) -> Iterator[str]:
    for rank, one in enumerate(candidates, 1):
        yield from ("", "FILES TO LOOK AT") if rank == 1 else ()
        yield from para(page, f"{one.path}: {'; '.join(one.why)}", first=f"  {rank}. ", indent="     ")
        for commit in one.commits:
            told = f"{commit.sha[:9]} {commit.committed_at:%Y-%m-%d} {commit.author}: {commit.subject}"
            yield from para(page, told, first="     ", indent="       ")
