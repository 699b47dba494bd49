"""What container runtimes put before a line: CRI's time, stream and flag; the names of compose, swarm and kubectl."""

import re

from codriver.telemetry.transports.plain import shared, streams

_CRI = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) (stdout|stderr) ([FP])\S{0,40} ?(.*)$"
)
_NAMED = re.compile(
    r"(?:(?!\d{4}-\d\d-|\d\d:\d\d)"  # a time and a drawn line are no name
    r"(\w[\w./@:-]{0,120}?) *\|(?: (.*)|)|(\[(?:pod/)?[\w.-]{1,100}(?:/[\w.-]{1,100}){1,3}\]) ?(.*))$"
)


def cri(text: str) -> list[str]:
    """The lines of each stream; a line that was split (flag P) is whole again."""
    lines = text.split("\n")
    found = [match for line in lines if (match := _CRI.match(line))]
    if not shared(lines, len(found)):
        return []
    parts: dict[str, list[str]] = {}
    open_streams: set[str] = set()
    for match in found:
        stream, flag, said = match[1], match[2], match[3]
        of_stream = parts.setdefault(stream, [])
        if stream in open_streams:
            of_stream[-1:] = [of_stream[-1] + said] if len(of_stream[-1]) < 1 << 20 else [of_stream[-1], said]
        else:
            of_stream.append(said)
        (open_streams.add if flag == "P" else open_streams.discard)(stream)
    return streams(parts)


def named_lines(text: str) -> list[str]:
    """The lines of each container: `web-1  | said`, `[pod/web-7f9/app] said`."""
    lines = text.split("\n")
    found = [match for line in lines if (match := _NAMED.match(line))]
    if not shared(lines, len(found)):
        return []
    parts: dict[str, list[str]] = {}
    for match in found:
        parts.setdefault(match[1] or match[3], []).append(match[2] or match[4] or "")
    return streams(parts)
