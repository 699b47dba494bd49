r"""OpenTelemetry's log records as JSON: `{"timeUnixNano":"17...","severityText":"ERROR","body":{"stringValue":"..."}}`.

What it looks for: an object with `timeUnixNano` or `observedTimeUnixNano`, and a body, a severity or attributes. The
body is read further in its own format, since a collector often reads files; attributes tell the exception and its
stack trace. When it is wrong: a body of keys and values says only its `message`, `msg` or `event`.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share_in_linear_time as share

WRAPS = True
_LINE = r"""^\{(?:.*,)?\s*"(?:timeUnixNano|observedTimeUnixNano)":\s*"?\d"""
_HOLDS = r'"(?:severityNumber|severityText|body|attributes|droppedAttributesCount)":'
_TEXT = r'"((?:[^"\\]|\\.)*)"'
_SAID = ("message", "msg", "event", "log")
_SEVERITIES = ("", *(level for level in ("trace", "debug", "info", "warn", "error", "fatal") for _ in range(4)))


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    ours = pl.col("line").str.contains(_LINE) & pl.col("line").str.contains(_HOLDS)
    line = pl.when(ours).then(pl.col("line"))
    kind, said = _attribute(line, "exception.type"), _attribute(line, "exception.message")
    thrown = pl.concat_str(kind, said, separator=": ", ignore_nulls=True)
    fields = Frame({"line": lines}).select(
        stamp=pl.coalesce(_nanoseconds(line, "timeUnixNano"), _nanoseconds(line, "observedTimeUnixNano")),
        level=pl.coalesce(_filled(line.str.json_path_match("$.severityText")), _severity(line)),
        trace=_filled(line.str.json_path_match("$.traceId")),
        stack=_attribute(line, "exception.stacktrace"),
        body=_filled(line.str.json_path_match("$.body.stringValue").str.strip_chars_end("\r\n")),
        named=pl.coalesce(_attribute(line, name) for name in _SAID),
        thrown=_filled(thrown),
        rest=line.str.json_path_match("$.body"),
        ours=ours,
    )
    return fields.select("stamp", "level", "trace", "stack", message=_message())


def _message() -> pl.Expr:
    """The body; what was thrown behind it, unless the body says that too."""
    body = pl.coalesce("body", "named")
    why = pl.when(~body.str.contains(pl.col("thrown"), literal=True)).then(pl.lit(": ") + pl.col("thrown"))
    told = body + why.fill_null("")
    return pl.when("ours").then(pl.coalesce(told, "thrown", _filled(pl.col("rest")), pl.lit("")))


def _nanoseconds(line: pl.Expr, key: str) -> pl.Expr:
    """A time; 0 says that there is none."""
    found = line.str.json_path_match(f"$.{key}")
    return pl.when(found != "0").then(found)


def _severity(line: pl.Expr) -> pl.Expr:
    """The number from 1 to 24, or its name."""
    spelt = line.str.json_path_match("$.severityNumber")
    words = {str(number): level for number, level in enumerate(_SEVERITIES)}
    named = spelt.str.extract(r"^SEVERITY_NUMBER_([A-Z]+\d?)$")
    return _filled(pl.coalesce(named, spelt.replace_strict(words, default=None, return_dtype=pl.String)))


def _attribute(line: pl.Expr, name: str) -> pl.Expr:
    """The text of an attribute, or of a key of the body: `{"key":"...","value":{"stringValue":"..."}}`."""
    key = name.replace(".", r"\.")
    spelt = line.str.extract(rf'"key":\s*"{key}",\s*"value":\s*\{{\s*"stringValue":\s*{_TEXT}')
    return _filled((pl.lit('{"v":"') + spelt + pl.lit('"}')).str.json_path_match("$.v"))


def _filled(value: pl.Expr) -> pl.Expr:
    return pl.when(value.str.len_bytes() > 0).then(value)
