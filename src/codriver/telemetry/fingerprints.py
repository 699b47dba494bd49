"""A name for an error that stays the same over releases, machines and messages. Pure."""

import hashlib
import re

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace

INNERMOST = 8  # frames that tell: what stands further out is the same for many errors
_VOLATILE = re.compile(r"0x[0-9a-fA-F]+|\b[0-9a-f]{8,40}\b|\d+")
_FOLDER = re.compile(r".*[/\\]")


def fingerprint(trace: StackTrace) -> str:
    """`st-` and 12 hex digits: language, the types of the chain, and the innermost frames of the root in our code.

    Line numbers, addresses, folders, hashes in names and messages are left out. Without a frame in our code those of
    the libraries count.
    """
    frames = [frame for frame in trace.root.frames if frame.ours] or list(trace.root.frames)
    own = [frame for frame in trace.frames if frame.ours] or list(trace.frames)
    told = [trace.language, trace.exception, *(one.exception for one in trace.causes)]
    places = [*map(_place, frames[-INNERMOST:]), "of", *map(_place, own[-INNERMOST:])]
    steady = [place for at, place in enumerate(places) if at == 0 or places[at - 1] != place]  # recursion counts once
    return "st-" + hashlib.sha256("\n".join((*told, *steady)).encode("utf-8", "replace")).hexdigest()[:12]


def _place(frame: Frame) -> str:
    return _VOLATILE.sub("", f"{_FOLDER.sub('', frame.file)} {frame.function}")
