"""Kubernetes events as `kubectl get events` prints them: a table with type, reason, object and message.

What it looks for: `Warning` or `Normal`, a reason, `kind/name`, a message, in columns; `-A` puts the namespace first,
and `kubectl describe` has no object. The workload's name is the service. The age is no clock: such events have no time.
When it is wrong: other tables whose columns begin with these two words. (Events as JSON lines are read as such.)
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_AGE = r"(?:<unknown>|<invalid>|(?:\d+[smhdy])+)(?: \(x\d+ over \S+\))?"
_GET = (
    rf"^(?:[a-z0-9-]+ +)?{_AGE} +(?P<level>Normal|Warning) +(?P<reason>[A-Z]\w+) +"
    r"(?P<kind>[a-z]+(?:\.[a-z]+)?)/(?P<object>[\w.:-]+) +(?P<message>\S.*)$"
)
_DESCRIBED = rf"^ +(?P<level>Normal|Warning) +(?P<reason>[A-Z]\w+) +{_AGE} +[\w.-]+ +(?P<message>\S.*)$"
_HEAD = r"^(?:NAMESPACE +)?LAST SEEN +TYPE +REASON +OBJECT +.*MESSAGE|^ +Type +Reason +Age +From +Message"
_REPLICA = r"-(?:[a-f0-9]{6,10}-[a-z0-9]{5}|[a-z0-9]{5}|[a-f0-9]{6,10}|\d+)$"  # what a workload's pods add to its name


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_GET, sample_lines) + share(_DESCRIBED, sample_lines) + share(_HEAD, sample_lines)


def columns(lines: pl.Series) -> Frame:
    got, described = (lines.str.extract_groups(pattern).struct.unnest() for pattern in (_GET, _DESCRIBED))
    either = pl.concat([got, described.rename(lambda name: f"{name}_2")], how="horizontal")
    said = pl.coalesce("reason", "reason_2") + ": " + pl.coalesce("message", "message_2")
    level = pl.coalesce("level", "level_2").replace({"Normal": "info", "Warning": "warn"})
    workload = pl.when(pl.col("kind") != "node").then(pl.col("object").str.replace(_REPLICA, ""))
    host = pl.when(pl.col("kind").is_in(["pod", "node"])).then("object")
    return either.select(level=level, service=workload, host=host, message=said)
