"""HAProxy: traffic (`10.0.0.1:3331 [01/Nov/2026:12:00:00.655] web cart/srv1 10/0/30/69/109 503 ...`) and states.

What it looks for: client and port, a bracketed time, frontend, backend/server, timers; `Server cart/srv1 is DOWN`; what
it prints at its start (`[ALERT]    (8) : it`). The message is the request, the status, who served it, and why the
session ended when it did not end well. When it is wrong: custom `log-format`s.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.levels import level_of_status
from codriver.telemetry.logs.sampling import share

_PROGRAM = r"^(?:(?:<\d+>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d )?(?:\S+ )?haproxy\[\d+\]: )?"
_TIME = r"(?P<stamp>\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d(?:\.\d+)?)"
_CLIENT = rf"{_PROGRAM}[0-9a-fA-F.:]+:\d+ \[{_TIME}\] (?P<frontend>\S+) (?P<server>[^\s/]+/\S+) [+\d/-]+ "
_HTTP = (
    rf"{_CLIENT}(?P<status>-?\d+) \+?\d+ \S+ \S+ "
    r"(?P<ended>[A-Za-z-]{4}) [+\d/]+ \d+/\d+ (?:\{[^}]*\} ?)*\"(?P<request>[A-Z<][^\s?\"]*(?: [^\s?\"]*)?)"
)
_TCP = rf"{_CLIENT}\+?\d+ (?P<ended>[A-Za-z-]{{2}}) [+\d/]+ \d+/\d+ *$"
_OWN = r"^\[(?P<level>NOTICE|WARNING|ALERT)\] +(?:\d+/\d+ )?\(\d+\) : (?P<message>.*)$"
_STATE = (
    r"^(?P<message>(?:Backup )?(?:Server \S+/\S+|Proxy \S+|[Bb]ackend '?\S+'?) "
    r"(?:is (?:DOWN|UP|going DOWN)\b|has no server|started|stopped).*)$"
)
_PATTERNS = (_HTTP, _TCP, _OWN, _STATE)


def recognise(sample_lines: Sequence[str]) -> float:
    return min(sum(share(pattern, sample_lines) for pattern in _PATTERNS), 1.0)


def columns(lines: pl.Series) -> Frame:
    http, tcp, own, state = (lines.str.extract_groups(pattern).struct.unnest() for pattern in _PATTERNS)
    parts = (_of_requests(http), _of_sessions(tcp), own, _of_states(state))
    named = [part.select(pl.all().name.suffix(f"_{at}")) for at, part in enumerate(parts)]
    both = pl.concat(named, how="horizontal")
    return both.select(
        stamp=pl.coalesce("stamp_0", "stamp_1"),
        level=pl.coalesce("level_0", "level_1", "level_2", "level_3"),
        message=pl.coalesce(f"message_{at}" for at in range(len(parts))),
    )


def _of_requests(http: Frame) -> Frame:
    """`ended` begins with `--` when client and server finished: all else says who gave up, and when."""
    cut = pl.when(~pl.col("ended").str.starts_with("--")).then(pl.lit(" ended ") + pl.col("ended")).fill_null("")
    said = pl.col("request") + " (status " + pl.col("status") + ") by " + pl.col("server") + cut
    return http.select("stamp", level=level_of_status(pl.col("status")), message=said)


def _of_sessions(tcp: Frame) -> Frame:
    level = (
        pl.when(pl.col("ended") == "--").then(pl.lit("info")).when(pl.col("ended").is_not_null()).then(pl.lit("warn"))
    )
    said = pl.col("frontend") + " to " + pl.col("server") + " ended " + pl.col("ended")
    return tcp.select("stamp", level=level, message=said)


def _of_states(state: Frame) -> Frame:
    said = pl.col("message")
    level = (
        pl.when(said.str.contains("no server"))
        .then(pl.lit("fatal"))
        .when(said.str.contains("DOWN"))
        .then(pl.lit("error"))
        .when(said.is_not_null())
        .then(pl.lit("info"))
    )
    return state.select("message", level=level)
