"""Lines become fields: the formats score a sample, and each line goes to the best one that knows it."""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs import clocks
from codriver.telemetry.logs.formats import COLUMNS, CONTINUES, Format, formats, wraps

SAMPLE = 200
LONGEST_SAMPLE = 4_000
_DEEPEST = 2  # a container's line in a container's line


def fields(lines: pl.Series, near: float | None = None) -> Frame:
    """A row per line: `at`, `zoneless`, `yearless`, and level, service, host, trace, message, stack as written.

    A null message: no format takes the line as the beginning of a record, it continues the one before.
    """
    return _fields(lines, near, formats(), 0)


def best_format(lines: Sequence[str]) -> tuple[float, Format | None]:
    """The format that reads most of these lines, with its score; (0, None) for no lines."""
    ranked = _ranked(lines, formats())
    return ranked[0] if ranked else (0.0, None)


def _fields(lines: pl.Series, near: float | None, candidates: Sequence[Format], depth: int) -> Frame:
    left = Frame({"line": lines}).with_row_index("row")
    done: list[Frame] = []
    for _, log_format in _ranked(_sample(lines), candidates):
        read = _read(left, log_format)
        taken = read["message"].is_not_null() | read[CONTINUES]
        done.append(_timed(read.filter(taken).drop(CONTINUES), log_format, near, candidates, depth))
        left = left.filter(~taken)
        if left.is_empty():
            break
    read = pl.concat(done) if done else _timed(_nothing(left).clear(), None, near, (), depth)
    return Frame({"row": left["row"].clear().extend(pl.int_range(len(lines), dtype=pl.UInt32, eager=True))}).join(
        read, on="row", how="left", maintain_order="left"
    )


def _ranked(sample: Sequence[str], candidates: Sequence[Format]) -> list[tuple[float, Format]]:
    scored = [(candidate.recognise(sample), candidate) for candidate in candidates]
    return sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])


def _sample(lines: pl.Series) -> list[str]:
    every = max(1, len(lines) // SAMPLE)
    chosen = lines.gather_every(every).head(SAMPLE + 1)
    return [line for line in chosen.drop_nulls().str.slice(0, LONGEST_SAMPLE).to_list() if line.strip()]


def _read(left: Frame, log_format: Format) -> Frame:
    found = log_format.columns(left["line"])
    absent = [pl.lit(None, pl.String).alias(name) for name in COLUMNS if name not in found.columns]
    goes_on = pl.col(CONTINUES).fill_null(value=False) if CONTINUES in found.columns else pl.lit(value=False)
    whole = found.with_columns(*absent, goes_on.alias(CONTINUES)).select(*COLUMNS, CONTINUES)
    return pl.concat([left.select("row"), whole], how="horizontal")


def _nothing(left: Frame) -> Frame:
    return left.select("row", *(pl.lit(None, pl.String).alias(name) for name in COLUMNS))


def _timed(
    read: Frame, log_format: Format | None, near: float | None, candidates: Sequence[Format], depth: int
) -> Frame:
    placed = pl.concat([read.drop("stamp"), clocks.read(read["stamp"], near)], how="horizontal")
    if log_format is None or not wraps(log_format) or depth >= _DEEPEST or placed.is_empty():
        return placed
    inside = _fields(placed["message"], near, [other for other in candidates if other is not log_format], depth + 1)
    return _filled_in(placed, inside)


def _filled_in(outer: Frame, inside: Frame) -> Frame:
    """What the inside tells, else what the wrapper tells; a line inside that continues a record still does."""
    both = pl.concat([outer, inside.drop("row").rename(lambda name: f"{name}_in")], how="horizontal")
    told = pl.col("at_in").is_not_null()
    clock = [pl.when(told).then(f"{name}_in").otherwise(name).alias(name) for name in ("at", "zoneless", "yearless")]
    words = [pl.coalesce(f"{name}_in", name).alias(name) for name in COLUMNS if name not in ("stamp", "message")]
    return both.select("row", *words, pl.col("message_in").alias("message"), *clock).select(outer.columns)
