"""Fields of lines become records: a record is a line and the lines that continue it, with time, level and service."""

from dataclasses import dataclass

from codriver.telemetry.columns import Frame, lines_in, pl
from codriver.telemetry.logs import quick, reading, stacks
from codriver.telemetry.logs.known import Known
from codriver.telemetry.logs.reading import LONGEST_MESSAGE, SHAPE, Orders
from codriver.telemetry.logs.stems import service_of_name

_TRACE = r"^Traceback \(most recent call last\)"
_TRACE_AFTER = r"(?:\\n|\s|:)*Traceback \(most recent call last\).*$"
_IN_TRACE = (  # only straight after a line that continues a record: the exception's line, Go's functions
    r"^(?:[A-Za-z_]\w*\.)+[A-Z]\w*(?::|$)|^[A-Z]\w*(?:Error|Exception|Warning|Exit|Interrupt|Group|Iteration)(?:[: ]|$)"
    r"|^[\w./*()$-]+\([^ ]*\)$"
)
_MARK = b"\xef\xbb\xbf"  # of the byte order
_CALM = ("info", "debug", "trace")
_THROWN = (  # the first line of a trace, which names what was thrown
    r"^(?:[a-zA-Z_$][\w$]*\.)+[A-Z][\w$]*(?:: .*)?$|^[A-Z]\w*(?:Error|Exception)(?:: .*)?$|^panic: |^\*\* \(\w"
)
_KEPT = ("line", "raw", "at", "own_clock", "zoneless", "yearless", "host", "trace")
_SAID = ("message", SHAPE, "level", "service", "stack", "signature", "end_line", "end_raw")
_FRAME_LINE = (
    r"^\s*(?:at |File \"|from |#\d|\d+: |\.\.\. \d|Stack trace:|\[|\(\w+ \d)|^\t|^goroutine \d|^$"
    r"|^\S+\.(?:rb|ru|rake|erb):\d+:in "
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose lines these are, and what is known before they are read."""

    source: str
    name: str
    service: str = ""
    near: float | None = None


def lines_of(data: bytes) -> pl.Series:
    """The lines of a block, undecodable bytes replaced; a final line end begins no further line."""
    return lines_in(data or b"\n").rename("raw").str.strip_chars_end("\r")


MARKS = {"within": _IN_TRACE, "framed": _FRAME_LINE, "thrown": _THROWN, "traced": _TRACE}  # what a line's look tells


def rows_of(data: bytes, first_line: int, origin: Origin, orders: Orders | None = None) -> Frame:
    """A row per line: its number, itself, its fields, and whether a record starts there."""
    raw = lines_of(data)
    read = reading.fields(shown(raw), origin.near, orders)
    looks = Frame({"raw": raw}).select(pl.col("raw").str.contains(look).alias(name) for name, look in MARKS.items())
    rows = pl.concat([Frame({"line": _numbers(raw, first_line), "raw": raw}), read, looks], how="horizontal")
    return _with_starts(rows.with_columns(opens=pl.col("message").is_not_null())).drop(*MARKS, "opens")


def quick_rows_of(data: bytes, first_line: int, origin: Origin, known: Known) -> tuple[Known, Frame | None]:
    """As `rows_of`, by the kinds of lines that are known: `simple` rows say their `pattern`; None: it is no use."""
    raw = lines_of(data)
    lines = shown(raw)
    known, kinds = quick.kinds_of(lines, None if b"\x1b" in data or data.startswith(_MARK) else data, known)
    if kinds is None:
        return known, None
    read = quick.read(lines, kinds, known, origin.near)
    rows = pl.concat([Frame({"line": _numbers(raw, first_line), "raw": raw}), read], how="horizontal")
    return known, _with_starts(rows).drop(*MARKS, "opens")


def shown(raw: pl.Series) -> pl.Series:
    """The lines without what colours them on a terminal."""
    if not raw.str.contains("\x1b", literal=True).any() and not raw.head(1).str.starts_with("\ufeff").any():
        return raw
    return raw.str.replace_all("\x1b\\[[0-9;]*m", "").str.strip_chars_start("\ufeff")


def _numbers(raw: pl.Series, first_line: int) -> pl.Series:
    return pl.int_range(first_line, first_line + len(raw), dtype=pl.Int64, eager=True)


def _with_starts(rows: Frame) -> Frame:
    """A trace belongs to the record above it; straight after a calm one it is nobody's, and a record of its own."""
    opens = pl.col("opens")
    timeless = pl.col("at").is_null()
    within = timeless & pl.col("within") & ~opens.shift(1, fill_value=True)
    framed = pl.col("framed").shift(-1).fill_null(value=True)  # at a block's end it waits
    told = pl.col("level").shift(1).is_in(("error", "fatal", "warn")) & pl.col("at").shift(1).is_not_null()
    headed = timeless & pl.col("thrown") & framed & told
    begins = opens & ~within & ~headed.fill_null(value=False)
    orphan = pl.col("traced") & pl.col("level").shift(1).is_in(_CALM) & begins.shift(1)
    first = pl.int_range(pl.len()) == 0
    return rows.with_columns(start=begins | orphan.fill_null(value=False) | first)


def clocked(rows: Frame, last_at: float | None) -> Frame:
    """The rows whose records have the time of the one before in the file where they have none of their own."""
    starts = pl.when("start").then("at").forward_fill().fill_null(pl.lit(last_at, pl.Float64))
    return rows.with_columns(clock=pl.when("start").then(starts))


def parted(rows: Frame) -> tuple[Frame, Frame]:
    """Quick rows, clocked: the lines that are records by themselves, and the lines of all other records, to be read."""
    numbered = rows.with_columns(record=pl.col("start").cum_sum())
    more = numbered.filter(~pl.col("start") & pl.col("raw").str.contains(r"\S"))["record"].unique()
    lone = numbered["simple"] & numbered["start"]
    if len(more):
        lone &= ~numbered["record"].is_in(more.implode())
    apart = numbered.filter(~numbered["record"].is_in(numbered["record"].filter(lone).implode()))
    quick_ones = numbered.filter(lone).with_columns(own_clock=pl.col("at").is_not_null(), at=pl.col("clock"))
    own_text = pl.concat_str("raw", pl.lit("")).alias("raw")  # so that no block stays alive for a few of its lines
    return quick_ones.drop("record", "simple", "level"), apart.select("line", own_text, "start", "clock")


def read_apart(apart: Frame, origin: Origin, known: Known) -> Frame:
    """The records of lines that were put apart, whole records of one or several blocks."""
    read = reading.fields(shown(apart["raw"]), origin.near, known.orders)
    return records_of(pl.concat([apart, read], how="horizontal"), origin, None)


def records_of(rows: Frame, origin: Origin, last_at: float | None) -> Frame:
    """A row per record. A record without a time takes that of the record before it in the file, if there is one.

    Columns: line, raw, end_line, end_raw (its last line that is not blank), at, own_clock, zoneless, yearless, level,
    service, host, trace, message (one line), shape (null unless known already), stack (null without one), signature.
    """
    numbered = (rows if "clock" in rows.columns else clocked(rows, last_at)).with_columns(
        record=pl.col("start").cum_sum()
    )
    continued = numbered.filter(~pl.col("start") & pl.col("raw").str.contains(r"\S"))
    heads = numbered.filter("start").with_columns(own_clock=pl.col("at").is_not_null(), at=pl.col("clock"))
    more = heads["record"].is_in(continued["record"].unique().implode())
    lone = ~more & heads[SHAPE].is_not_null()
    whole = heads.filter(~lone).join(_joined(continued), on="record", how="left", maintain_order="left")
    told = pl.concat([_alone(heads.filter(lone), origin), *([_told(whole, origin)] if whole.height else [])])
    return told.sort("line")


def _joined(continued: Frame) -> Frame:
    return continued.group_by("record").agg(
        more=pl.col("raw").str.join("\n"), end_line=pl.col("line").last(), end_raw=pl.col("raw").last()
    )


def _alone(heads: Frame, origin: Origin) -> Frame:
    """Records of one line without a stack trace, which are nearly all."""
    return heads.select(
        *_KEPT,
        pl.col("message").str.strip_chars(),
        SHAPE,
        level=pl.col("level").fill_null(""),
        service=_service(origin),
        stack=pl.lit(None, pl.String),
        signature=pl.lit(None, pl.String),
        end_line="line",
        end_raw="raw",
    ).select(*_KEPT, *_SAID)


def _told(whole: Frame, origin: Origin) -> Frame:
    """What the record says in one line, its stack trace beside it."""
    said = whole.with_columns(*_stack(), message=pl.col("message").fill_null(""))
    said = said.with_columns(_one_line(), service=_service(origin))
    lone = pl.col("message") == pl.col("headline")
    level = pl.when(lone & (pl.col("level").fill_null("") == "")).then(pl.lit("error")).otherwise(pl.col("level"))
    return said.with_columns(
        signature=stacks.signature(pl.col("stack")),
        level=level.fill_null(""),
        end_line=pl.col("end_line").fill_null(pl.col("line")),
        end_raw=pl.col("end_raw").fill_null(pl.col("raw")),
        shape=pl.lit(None, pl.String),
    ).select(*_KEPT, *_SAID)


def _stack() -> tuple[pl.Expr, pl.Expr]:
    """The field that holds a trace, else the message that does, else the lines after it that do; and what it says."""
    more, whole = pl.col("more"), pl.concat_str("raw", "more", separator="\n")
    headless = pl.when(~more.str.contains(_FRAME_LINE)).then(more)
    own = [pl.when(stacks.is_stack(text)).then(text) for text in (pl.col("stack"), pl.col("message"), headless)]
    rest = pl.when(stacks.is_stack(whole)).then(whole)
    said = pl.coalesce(pl.when(~pl.col("message").str.contains(_TRACE)).then("message"), rest)
    headline = stacks.headline(pl.coalesce(*own, pl.when(rest.is_not_null()).then(said)))
    return stacks.bounded(pl.coalesce(*own, rest)).alias("stack"), headline.alias("headline")


def _one_line() -> pl.Expr:
    headline = pl.col("headline")
    first = pl.col("message").str.extract(r"^([^\n]*)").str.replace(_TRACE_AFTER, "")
    first = first.str.strip_chars().str.slice(0, LONGEST_MESSAGE)
    nothing_said = (first == "") | first.str.contains(_TRACE)
    told = first.str.contains(headline, literal=True) | headline.str.ends_with(first)
    message = (
        pl.when(headline.is_null())
        .then(first)
        .when(nothing_said)
        .then(headline)
        .when(told)
        .then(first)
        .otherwise(first + ": " + headline)
    )
    return message.alias("message")


def _service(origin: Origin) -> pl.Expr:
    if origin.service:
        return pl.lit(origin.service)
    named = pl.col("service").str.strip_chars()
    return pl.when(named != "").then(named).fill_null(service_of_name(origin.name))
