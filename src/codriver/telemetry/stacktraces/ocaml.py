r"""OCaml: `Fatal error: exception Not_found` and `Raised at App.find in file "app.ml", line 3, characters 4-9`.

What it looks for: the exception and the frames below it, `Raised at`, `Re-raised at`, `Called from`. `ours` is false
for the standard library.
When it is wrong: libraries from opam count as ours when their path does not show where they come from.
"""

import re

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace, kept, lines_of

MARK = (
    r"\bFatal error: exception |\b(?:Raised|Re-raised|Called) (?:at|from"
    r"|by)[^\n]* file \"[^\"\n]+\"(?: \(inlined\))?, lines? \d+"
)
_RAISED = re.compile(
    r"(?:.*?\s)?(?:Fatal error: exception|Uncaught exception:) ([A-Z][\w.]{0,200})(?:\((.*)\)?|: (.*))?$"
)
_FRAME = re.compile(
    r"\s*(?:Raised|Re-raised|Called)(?: by primitive operation)? (?:at"
    r"|from) (?:(\S{1,300}) in )?file \"([^\"]{1,300})\""
    r"(?: \(inlined\))?, lines? (\d{1,9})"
)
_FOREIGN = re.compile(
    r"^(?:stdlib|list|array|hashtbl|map|set|string|bytes|printexc|scanf|printf|int|in_channel|option)\.ml$"
    r"|/\.opam/|\.opam-switch|^src/core/lwt"
)


def read(text: str) -> StackTrace | None:
    """The first exception of OCaml in the text, or None."""
    lines = lines_of(text)
    raised = next((found for line in lines if "xception" in line and (found := _RAISED.match(line))), None)
    frames = [_made(found) for line in lines if "file " in line and (found := _FRAME.match(line))]
    if not raised and not frames:
        return None
    message = (raised[2] or raised[3] or "").removesuffix(")") if raised else ""
    return StackTrace("ocaml", raised[1] if raised else "", message, kept(frames[::-1]))


def _made(found: re.Match[str]) -> Frame:
    ours = not _FOREIGN.search(found[2])
    return Frame(file=found[2], line=int(found[3]), function=found[1] or "", ours=ours)
