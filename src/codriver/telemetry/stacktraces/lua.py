r"""Lua and LuaJIT (also in nginx and Redis): `app.lua:1: message` and `stack traceback:`.

What it looks for: `stack traceback:`, the frames below it and the message above. Lua's errors have no type: it is
`error`. `ours` is false for what runs in C.
When it is wrong: libraries in Lua count as ours, unless they lie below a luarocks or share folder.
"""

import re
from collections.abc import Sequence

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace, kept, lines_of

MARK = r"\bstack traceback:"
_SAID = re.compile(r"(?:.{0,300}?[ :])?(\S[^:\s]{0,300}|\[string \"[^\"]{0,200}\"\]):(\d{1,9}): (.*)$")
_FRAME = re.compile(r"\s+(\[C\]|\S[^:\n]{0,300}|\[string \"[^\"]{0,200}\"\])(?::(\d{1,9}))?: in (.{1,300})$")
_NAME = re.compile(
    r"(?:function|method|field|upvalue|local|global|metamethod) (?:'([^']{1,200})'|<([^>]{1,200})>)|(main chunk)"
)
_FOREIGN = re.compile(r"^\[C\]|/luarocks/|/share/lua/|^builtin:")


def read(text: str) -> StackTrace | None:
    """The first trace of Lua in the text, or None."""
    lines = lines_of(text)
    start = next((at for at, line in enumerate(lines) if "stack traceback:" in line), None)
    if start is None:
        return None
    frames = _frames(lines[start + 1 :])
    said = next((found for line in reversed(lines[max(start - 5, 0) : start]) if (found := _SAID.match(line))), None)
    if not frames:
        return None
    while len(frames) > 1 and frames[0].function in {"error", "assert"} and frames[0].file == "[C]":
        frames = frames[1:]  # the call that raised
    return StackTrace("lua", "error", said[3] if said else "", kept(frames[::-1]))


def _frames(lines: Sequence[str]) -> list[Frame]:
    frames: list[Frame] = []
    for line in lines:
        found = _FRAME.match(line)
        if found:
            name = _NAME.match(found[3])
            function = (name[1] or name[2] or name[3]) if name else found[3]
            ours = not _FOREIGN.search(found[1])
            frames.append(Frame(file=found[1], line=int(found[2] or 0), function=function, ours=ours))
        elif not line.strip().startswith(("...", "(...")):
            break
    return frames
