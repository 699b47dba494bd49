"""One JSON object a line, with the key names of ECS, OpenTelemetry, pino, bunyan, zap, slog, structlog, log4j, logback.

What it looks for: lines that begin with `{` and parse; then well-known keys, flat (`"log.level"`) or nested. The text
of an error (`error`, `err`, `exception` ...) is put after the message, a status of 400 or more too, and the name of the
other side where a key holds it, so that causes stay visible. When it is wrong: home-made key names: then the whole
object is the message, and it has no time.
"""

import json
import re
from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.levels import level_of_status
from codriver.telemetry.logs.reasons import with_reasons
from codriver.telemetry.logs.stacks import headline

_KEYS: dict[str, str] = {
    "stamp": "t>$date @timestamp timestamp time ts datetime Timestamp date asctime t eventTime event_time timeUnixNano "
    "observedTimeUnixNano timeMillis epochMillis @t __REALTIME_TIMESTAMP instant.epochSecond lastTimestamp "
    "firstTimestamp record.time.timestamp",
    "level": "level severity log.level levelname lvl loglevel logLevel log_level severityText severity_text "
    "SeverityText Level @l PRIORITY priority record.level.name s levelno type",
    "service": "service.name service_name serviceName resource>attributes>service.name resource.service.name service "
    "dd.service application app appName app_name kubernetes>labels>app.kubernetes.io/name kubernetes>labels>app "
    "kubernetes.container_name kubernetes>container>name container_name container.name resource>labels>container_name "
    "Resource>service.name SYSLOG_IDENTIFIER _SYSTEMD_UNIT programname",
    "pod": "kubernetes.pod_name kubernetes>pod>name k8s.pod.name resource>labels>pod_name Resource>k8s.pod.name "
    "resource>attributes>k8s.pod.name involvedObject.name regarding.name pod_name podName pod",
    "host": "host.hostname host.name Resource>host.name hostname _HOSTNAME host.id host source.host syslog_host",
    "trace": "trace.id trace_id traceId traceid TraceId traceID dd.trace_id otelTraceID logging.googleapis.com/trace "
    "x_trace_id correlation_id correlationId request_id requestId",
    "said": "message msg body.stringValue body event Body log text MESSAGE short_message @m @mt Message "
    "jsonPayload.message textPayload record.message MessageTemplate",
    "error": "error.message err.message exception.message exception_message error_message errorMessage error err "
    "exception exc reason cause errmsg failure attr.error Attributes>exception.message thrown.message @x",
    "stack": "exc_info error.stack_trace error.stack err.stack stack_trace stacktrace stackTrace stack traceback "
    "exception.stacktrace exception.stack_trace exc_text thrown.extendedStackTrace Attributes>exception.stacktrace "
    "exception @x",
    "status": "status status_code statusCode http.status_code http.response.status_code res.statusCode "
    "response.status http_status",
    "peer": "peer.service upstream upstream_service upstreamService target_service dependency callee remote_service "
    "server.address net.peer.name peer",
    "method": "method http.method http.request.method req.method request_method verb",
    "path": "path url.path http.target uri req.url url request_uri endpoint",
}
_FLAT = r"^\{[^{\[\\]*\}\s*$"  # no object or list inside, no escapes: quotes are what they seem
_EMPTY = ("", "null", "None", "false", "true", "{}", "[]", "NoneType: None")


_DOTTED = {f'"{key}"' for keys in _KEYS.values() for step in keys.split() for key in step.split(">")}
_WORDS = tuple(sorted({f'"{word}"' for keys in _KEYS.values() for word in re.split("[ .>]", keys)} | _DOTTED))


def recognise(sample_lines: Sequence[str]) -> float:
    return sum(map(_is_object, sample_lines)) / len(sample_lines) if sample_lines else 0.0


def columns(lines: pl.Series) -> Frame:
    held = frozenset(lines.str.extract_many(list(_WORDS), overlapping=True).explode().unique().drop_nulls().to_list())
    flat = pl.col("line").str.contains(_FLAT)
    split = Frame({"line": lines}).select(
        "line", flat=pl.when(flat).then(pl.col("line")), deep=pl.when(~flat).then(pl.col("line"))
    )
    fields = split.with_columns(_first(name, keys.split(), held) for name, keys in _KEYS.items())
    return fields.with_columns(error=headline(pl.col("error"))).select(
        "stamp",
        _service(),
        pl.coalesce("pod", "host").alias("host"),
        "trace",
        "stack",
        level=pl.coalesce(pl.col("level"), level_of_status(pl.col("status"))),
        message=_message(),
    )


def _service() -> pl.Expr:
    """The service as named; a pod is named after its workload."""
    workload = pl.col("pod").str.replace(r"-(?:[0-9a-f]{6,10}-[a-z0-9]{5}|\d{1,3})$", "")
    return pl.coalesce(pl.col("service").str.strip_suffix(".service"), workload).alias("service")


def _is_object(line: str) -> bool:
    if not line.startswith("{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _first(name: str, keys: Sequence[str], held: frozenset[str]) -> pl.Expr:
    """The first of the keys that a record has, as text; only keys that stand somewhere in the lines are tried."""
    ways = [way for key in keys for way in _ways(key, held)]
    found = [value for way in ways for value in _values(way)]
    return pl.coalesce(*map(_filled, found), pl.lit(None, pl.String)).alias(name)


def _values(way: Sequence[str]) -> list[pl.Expr]:
    """The key's value in parsed lines, and in flat ones, where a pattern finds the same several times faster."""
    mark = f'"{way[-1]}"'
    flat, deep = (
        pl.when(pl.col(name).str.contains(mark, literal=True)).then(pl.col(name)) for name in ("flat", "deep")
    )
    parsed = deep.str.json_path_match("$" + "".join(f"['{step}']" for step in way))
    if len(way) > 1:
        return [parsed]
    key = rf"{re.escape(mark)}\s*:\s*"
    quoted = flat.str.extract(rf'{key}"([^"]*)"')
    bare = pl.when(quoted.is_null()).then(flat).str.extract(rf'{key}([^",}}\s]+)')
    return [quoted, bare, parsed]


def _filled(value: pl.Expr) -> pl.Expr:
    return pl.when(~value.is_in(_EMPTY)).then(value)


def _ways(key: str, held: frozenset[str]) -> list[list[str]]:
    """`a.b` may stand flat or nested, `a>b.c` is nested, with a dot in the inner key."""
    ways = [key.split(">")] if ">" in key else [[key], key.split(".")] if "." in key else [[key]]
    return [way for way in ways if all(f'"{step}"' in held for step in way)]


def _message() -> pl.Expr:
    """What the record says and why: message, error and a failing status; method and path where it says nothing."""
    said = pl.when(~pl.col("said").str.starts_with("{")).then(pl.col("said"))
    request = pl.concat_str("method", "path", separator=" ", ignore_nulls=True)
    text = pl.coalesce(said, _filled(request), pl.col("error"), _whole_object())
    return pl.when(text.is_not_null()).then(with_reasons(text))


def _whole_object() -> pl.Expr:
    """An object without any key that we know: its own text; null for what does not parse."""
    known = pl.any_horizontal(pl.col(*_KEYS).is_not_null())
    line = pl.when(pl.col("line").str.starts_with("{"))
    parses = line.then(pl.when(~known).then(pl.col("line"))).str.json_path_match("$").is_not_null()
    return pl.when(known | parses).then(pl.col("line"))
