"""What syslog and journald put before a line: priority, time, host, and the program with its process."""

import re

from codriver.telemetry.transports.plain import shared, streams

_OLD = re.compile(
    r"(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S{0,16}) "
    r"((?:[\w.-]{1,255}|[0-9a-fA-F:.]{2,45}) [^\s\[:]{1,100}(?:\[[^\]]{1,40}\])?): ?(.*)$"
)
_NEW = re.compile(
    r"<\d{1,3}>\d{0,2} \S{1,40} (\S{1,255} \S{1,100} \S{1,128}) \S{1,40} (?:-|\[[^\n]{0,2000}?\]) ?(?:\ufeff)?(.*)$"
)


def syslog(text: str) -> list[str]:
    """The lines of each program on each host."""
    lines = text.split("\n")
    found = [match for line in lines if (match := _OLD.match(line) or _NEW.match(line))]
    if not shared(lines, len(found)):
        return []
    parts: dict[str, list[str]] = {}
    for match in found:
        parts.setdefault(match[1], []).append(match[2])
    return streams(parts)
