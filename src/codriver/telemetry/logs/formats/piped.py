"""Fields between bars after a time: `20261101-12:00:00:123|checkout|4711|it`, `2026-11-01 12:00:00 | ERROR | it`.

What it looks for: a stamp, then at least two bars. The level is the field that names one, the message what follows the
last bar of the first three. When it is wrong: a message with bars of its own right after a time and one field.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.callsites import without_site
from codriver.telemetry.logs.sampling import share

_STAMP = r"\d{4}[-/.]?\d\d[-/.]?\d\d[T _-]\d\d?:\d\d?:\d\d?(?:[.,:]\d{1,9})?(?: ?(?:Z|[+-]\d\d:?\d\d))?"
_LEVEL = r"(?i)^(?:fatal|critical|severe|error|err|warning|warn|notice|info|debug|trace)$"
_LINE = (
    rf"^(?P<stamp>{_STAMP})\s*\|\s*(?P<one>[^|]{{1,80}}?)\s*\|(?:\s*(?P<two>[^|]{{1,80}}?)\s*\|)?"
    r"(?:\s*(?P<three>[^|]{1,80}?)\s*\|)?\s*(?P<message>.*)$"
)


def recognise(sample_lines: Sequence[str]) -> float:
    return 0.95 * share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_LINE).struct.unnest()
    named = [pl.when(pl.col(name).str.contains(_LEVEL)).then(pl.col(name)) for name in ("one", "two", "three")]
    return fields.select("stamp", message=without_site(pl.col("message")), level=pl.coalesce(*named))
