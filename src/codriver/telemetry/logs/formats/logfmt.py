"""Key and value pairs: `time=2026-11-01T12:00:00Z level=error msg="pool timeout" service=checkout err="..."`.

What it looks for: lines that begin with a pair and hold at least two, one of them a level, a time or a message.
The text of `err` or `error` is put after the message, a status of 400 or more too, and the other side if one is named.
When it is wrong: command lines and query strings printed alone on a line.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.levels import level_of_status
from codriver.telemetry.logs.reasons import with_reasons
from codriver.telemetry.logs.sampling import share
from codriver.telemetry.logs.stacks import headline

_LINE = r"^[\w.@-]+=(?:\"(?:[^\"\\]|\\.)*\"|[^\s\"]*) +(?:.* )?[\w.@-]+="
_TELLING = r"^(?:.* )?(?:level|lvl|severity|msg|message|ts|time|timestamp|t|caller)="
_KEYS = {
    "stamp": "time|ts|timestamp|t|datetime|@timestamp|date",
    "level": "level|lvl|severity|log\\.level|loglevel",
    "service": "service|service\\.name|service_name|app|application|svc",
    "host": "host|hostname|pod|node|pod_name",
    "trace": "trace_id|traceID|traceId|trace\\.id|trace",
    "said": "msg|message|event",
    "error": "err|error|exception|reason|cause|error\\.message|errmsg",
    "stack": "stack|stacktrace|stack_trace|exc_info|traceback|error\\.stack",
    "status": "status|status_code|code|http\\.status_code|http\\.response\\.status_code",
    "peer": "upstream|peer\\.service|target_service|dependency|callee|remote_service|server\\.address|peer",
    "request": "path|uri|url|route|query",
}


def recognise(sample_lines: Sequence[str]) -> float:
    return min(share(_LINE, sample_lines), share(_TELLING, sample_lines)) * 0.95


def columns(lines: pl.Series) -> Frame:
    line = pl.when(pl.col("line").str.contains(_LINE) & pl.col("line").str.contains(_TELLING)).then(pl.col("line"))
    fields = Frame({"line": lines}).select(line).select("line", *(_value(*item) for item in _KEYS.items()))
    return fields.with_columns(error=headline(pl.col("error"))).select(
        "stamp",
        "service",
        "host",
        "trace",
        "stack",
        level=pl.coalesce(pl.col("level"), level_of_status(pl.col("status"))),
        message=_message(),
    )


def _value(name: str, keys: str) -> pl.Expr:
    pair = rf"(?:^| )(?:{keys})=(?:\"(?P<quoted>(?:[^\"\\]|\\.)*)\"|(?P<bare>[^\s\"]+))"
    parts = pl.col("line").str.extract_groups(pair)
    quoted = parts.struct.field("quoted").str.replace_many(['\\"', "\\n", "\\t", "\\\\"], ['"', "\n", "\t", "\\"])
    value = pl.coalesce(quoted, parts.struct.field("bare"))
    return pl.when(~value.is_in(("", "null", "nil", "<nil>", "none", "false", "true"))).then(value).alias(name)


def _message() -> pl.Expr:
    told = with_reasons(pl.coalesce("said", "request", "error", "line"))
    return pl.when(pl.col("line").is_not_null()).then(told)
