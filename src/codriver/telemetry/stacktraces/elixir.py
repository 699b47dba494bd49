r"""Elixir: `** (KeyError) message` and frames like `(my_app 0.1.0) lib/pay.ex:3: Pay.charge/1`.

What it looks for: that line, also within `** (EXIT)` and `GenServer ... terminating`, whose innermost exception is the
root; frames below it until another line comes. `ours` is false for Elixir, OTP and widely used libraries, by the
application that stands in brackets, for files below deps, and for frames without a file.
When it is wrong: a library that is not in the list counts as ours.
"""

import re
from collections.abc import Sequence

from codriver.model import Frame
from codriver.telemetry.stacktraces import MOST_CHAINED, MOST_FRAMES, StackTrace, chained, kept, lines_of

MARK = r"(?:^|\s)\*\* \([A-Za-z][\w. #<>]*\) "
_RAISED = re.compile(r"(?:^|.*?\s)\*\* \(([A-Za-z][\w.]{0,200})(?: from [^)]{0,100})?\) ?(.*)$")
_FRAME = re.compile(
    r"\s*(?:\(([\w-]{1,100})(?: [^)]{0,60})?\) )?((?:[\w.@/\\-]{1,400}\.(?:exs?|erl|eex|heex|leex|yrl))"
    r"|nofile|iex):(\d{1,9}): (.{1,500})$"
)
_PLACELESS = re.compile(
    r"\s+(?:\(([\w-]{1,100})(?: [^)]{0,60})?\) )?(:?[A-Za-z_][\w.:]{0,200}[.][\w?!<>=+/*-]{1,100}(?:\(.*\)|/\d{1,3}))$"
)
_PLACED = re.compile(r"([\w./-]{1,300}\.exs?):(\d{1,9})(?::\d{1,9})?: ")
_FOREIGN = re.compile(
    r"(?:elixir|stdlib|kernel|erts|compiler|logger|mix|iex|ex_unit|eex|crypto|ssl|inets|phoenix\w*|plug\w*"
    r"|ecto\w*|cowboy\w*"
    r"|ranch|bandit|thousand_island|db_connection|postgrex|myxql|jason|poison|tesla|hackney|finch|mint|req"
    r"|oban|broadway|gen_stage"
    r"|telemetry\w*|absinthe\w*|httpoison|redix|swoosh|gettext|libcluster|horde|nimble\w*|floki|timex|sentry)$"
)
MOST_MESSAGE = 30  # lines


def read(text: str) -> StackTrace | None:
    """The first exception of Elixir in the text with those inside it, or None."""
    lines = lines_of(text)
    raised: list[StackTrace] = []
    for at, line in enumerate(lines):
        found = _RAISED.match(line) if "** (" in line else None
        if not found:
            continue
        deeper = line.startswith((" ", "\t")) and raised
        if raised and not deeper:
            break
        raised.append(_trace(found, lines[at + 1 : at + 1 + MOST_FRAMES]))
        if len(raised) == MOST_CHAINED:
            break
    return chained([one for one in raised if one.exception != "EXIT" or one.frames] or raised)


def _trace(found: re.Match[str], following: Sequence[str]) -> StackTrace:
    frames = _frames(following)
    placed = _PLACED.match(found[2])
    if not frames and placed:
        frames = [Frame(file=placed[1], line=int(placed[2]), function="")]
    return StackTrace("elixir", found[1], found[2], kept(frames[::-1]))


def _frames(lines: Sequence[str]) -> list[Frame]:
    """The frames below, innermost first; the message may go on above them, other words end them."""
    frames: list[Frame] = []
    for at, line in enumerate(lines):
        frame = _frame(line)
        if frame:
            frames.append(frame)
        elif frames or at > MOST_MESSAGE or "** (" in line:
            break
    return frames


def _frame(line: str) -> Frame | None:
    if found := _FRAME.match(line):
        foreign = _FOREIGN.match(found[1] or "") or found[2].startswith("deps/") or found[4].startswith(":elixir")
        return Frame(file=found[2], line=int(found[3]), function=found[4], ours=not foreign)
    found = _PLACELESS.match(line)
    return Frame(file="", line=0, function=found[2], ours=False) if found else None
