"""A time and more in brackets: `[2026-11-01 12:00:00.123][12][warning][upstream] it`.

What it looks for: `[` and a time, then a level in the same brackets or in the next, as Envoy, Elasticsearch, Celery and
Rust's env_logger write it. Thread, logger and source line in brackets are left out of the message. When it is wrong: a
message that begins with brackets of its own.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_STAMP = r"(?P<stamp>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?)"
_LEVEL = (
    r"(?P<level>[Tt]race|TRACE|[Dd]ebug|DEBUG|[Ii]nfo|INFO|[Nn]otice|NOTICE|[Ww]arn(?:ing)?|WARN(?:ING)?|[Ee]rror|ERROR|"
    r"[Cc]ritical|CRITICAL|[Ff]atal|FATAL|[Aa]lert|ALERT|[Ee]mergency|EMERGENCY)"
)
_MORE = r"(?:[ \t]?\[[^\[\]]{0,120}\])"
_APART = rf"^\[{_STAMP}\](?:[ \t]?\[\d+\])?[ \t]?\[{_LEVEL} *\](?P<parts>{_MORE}{{0,2}}) *(?P<message>.*)$"
_WITHIN = rf"^\[{_STAMP}[: ]+{_LEVEL}\b(?:[ /](?P<parts>[^\]]*))?\] (?P<message>.*)$"
_SITE = r"^(?:\[[^\]]*[/.:][^\]]*:\d+\] *)"


def recognise(sample_lines: Sequence[str]) -> float:
    return 0.97 * (share(_APART, sample_lines) + share(_WITHIN, sample_lines))


def columns(lines: pl.Series) -> Frame:
    apart, within = (lines.str.extract_groups(pattern).struct.unnest() for pattern in (_APART, _WITHIN))
    either = pl.concat([apart, within.rename(lambda name: f"{name}_2")], how="horizontal")
    fields = either.select(pl.coalesce(name, f"{name}_2").alias(name) for name in ("stamp", "level", "message"))
    return fields.with_columns(message=pl.col("message").str.replace(_SITE, ""))
