"""One spelling for the severity of a log record: trace, debug, info, warn, error, fatal, or "" for unknown."""

from codriver.telemetry.columns import pl

LEVELS = ("fatal", "error", "warn", "info", "", "debug", "trace")  # what matters most first
SERIOUS = frozenset({"fatal", "error", "warn"})
_BEFORE = r"^(?:\[[^\[\]]{1,40}\]|\W)*"  # a number or a name in brackets may stand first
ALARMING = rf"(?i){_BEFORE}(?:fatal|panic|emerg|alert|critical|crit)\b"
FAILING = (
    rf"{_BEFORE}(?:ERROR|Error|error|ERR|SEVERE|FAILED|Traceback|Exception|Unhandled|Uncaught|unhandled|uncaught)\b"
    r"|^(?:[a-z_][\w$]*\.)*[A-Z]\w*(?:Error|Exception)(?::|$)|^[a-z]+: panic\b"
)
WARNING = rf"{_BEFORE}(?:WARN|WARNING|Warning|warning|Warn|warn)\b"

_WORDS = {
    "fatal": "fatal emerg emergency alert crit critical panic dpanic f c ftl fatal2 fatal3 fatal4",
    "error": "error err eror erro errors severe e failure failed error2 error3 error4 stderr_error",
    "warn": "warn warning w wrn warn2 warn3 warn4",
    "info": "info information informational notice normal system note i inf n log audit hint statement detail info2 "
    "info3 info4",
    "debug": "debug d dbg fine debug1 debug2 debug3 debug4 debug5 config verbose",
    "trace": "trace t trc finer finest all silly trace2 trace3 trace4 v",
}
_NAMES = {word: level for level, words in _WORDS.items() for word in words.split()}
_SYSLOG = dict(zip("01234567", ("fatal", "fatal", "fatal", "error", "warn", "info", "info", "debug"), strict=True))
_TENS = {"10": "trace", "20": "debug", "30": "info", "40": "warn", "50": "error", "60": "fatal"}  # pino, bunyan
_SPELLINGS = _NAMES | _SYSLOG | _TENS


def levels(spelt: pl.Expr, message: pl.Expr) -> pl.Expr:
    """The level that a record names; where it names none, what its first words say, cautiously."""
    named = spelt.str.strip_chars().str.to_lowercase().replace_strict(_SPELLINGS, default=None, return_dtype=pl.String)
    return named.fill_null(_inferred(message)).fill_null("")


def _inferred(message: pl.Expr) -> pl.Expr:
    start = message.str.slice(0, 120)
    return (
        pl.when(start.str.contains(ALARMING))
        .then(pl.lit("fatal"))
        .when(start.str.contains(FAILING))
        .then(pl.lit("error"))
        .when(start.str.contains(WARNING))
        .then(pl.lit("warn"))
    )


def level_of_status(status: pl.Expr) -> pl.Expr:
    """The level that an HTTP status stands for where a record names none: 5xx error, 429 warn, else info."""
    return (
        pl.when(status.str.contains(r"^5\d\d$"))
        .then(pl.lit("error"))
        .when(status == "429")
        .then(pl.lit("warn"))
        .when(status.str.contains(r"^[1-4]\d\d$"))
        .then(pl.lit("info"))
    )
