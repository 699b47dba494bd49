"""Error logs of nginx (`2026/11/01 12:00:00 [error] 7#7: *1 connect() failed`) and Apache (`[Sun Nov 01 ...] [error]`).

What it looks for: the time and the bracketed level at the start. When it is wrong: other programs with the same
start; their level and message are read the same way.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_NGINX = r"^(?P<stamp>\d{4}/\d\d/\d\d \d\d:\d\d:\d\d) \[(?P<level>[a-z]+)\] (?:\d+#\d+: )?(?:\*\d+ )?(?P<message>.*)$"
_APACHE = (
    r"^\[(?P<stamp>[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)? \d{4})\] "
    r"\[(?:[\w.]+:)?(?P<level>[a-z]+\d?)\] (?:\[pid [^\]]+\] )?(?:\[client [^\]]+\] )?(?P<message>.*)$"
)


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_NGINX, sample_lines) + share(_APACHE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    nginx, apache = (lines.str.extract_groups(pattern).struct.unnest() for pattern in (_NGINX, _APACHE))
    either = pl.concat([nginx, apache.rename(lambda name: f"{name}_2")], how="horizontal")
    return either.select(pl.coalesce(name, f"{name}_2").alias(name) for name in ("stamp", "level", "message"))
