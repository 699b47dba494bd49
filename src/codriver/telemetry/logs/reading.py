"""Lines become fields: the formats score a sample, and each line goes to the best one that knows it."""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs import clocks
from codriver.telemetry.logs.alike import ALONE, each_once
from codriver.telemetry.logs.formats import COLUMNS, CONTINUES, Format, formats, looks_around, wraps
from codriver.telemetry.logs.levels import levels
from codriver.telemetry.logs.masks import shapes
from codriver.telemetry.logs.stacks import is_stack

SHAPE = "shape"
LONGEST_MESSAGE = 4_000
SAMPLE = 100
LONGEST_SAMPLE = 4_000
_DEEPEST = 2  # a container's line in a container's line


class Orders:
    """Which formats are tried on the lines of one file, the best first, and on the lines inside of wrapped ones.

    They are ranked by the first sample that is seen: ranking costs more than reading a few lines.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, ...], list[Format]] = {}

    def of(self, inside: tuple[str, ...], lines: pl.Series) -> list[Format]:
        """The formats for lines `inside` of these wrappers, which are named from the outermost."""
        if not self._found.get(inside):
            candidates = [one for one in formats() if _name(one) not in inside[-1:]]
            self._found[inside] = [log_format for _, log_format in _ranked(_sample(lines), candidates)]
        return self._found[inside]

    def more(self, inside: tuple[str, ...], lines: pl.Series) -> list[Format]:
        """The formats that know lines which none so far does; they are tried from now on, before the last resort."""
        known = self._found[inside]
        candidates = [one for one in formats() if one not in known and _name(one) not in inside[-1:]]
        found = [log_format for _, log_format in _ranked(_sample(lines), candidates)]
        known[-1:-1] = found
        return found

    def look_around(self, lines: pl.Series) -> bool:
        """Whether what is made of one of these lines depends on its neighbours."""
        return any(looks_around(log_format, lines) for log_format in self.of((), lines))


def fields(lines: pl.Series, near: float | None = None, orders: Orders | None = None) -> Frame:
    """A row per line: `at`, `zoneless`, `yearless`, and level, service, host, trace, message, stack as written.

    A null message: no format takes the line as the beginning of a record, it continues the one before. `shape` is what
    the message is masked to where it holds no stack trace and is one line; else null.
    """
    ways = orders or Orders()
    apart = ways.look_around(lines)
    read = shaped(lines, ways) if apart else each_once(lines, lambda some: shaped(some, ways), (*COLUMNS, SHAPE))
    return pl.concat([read.select(*COLUMNS[1:], SHAPE), clocks.read(read["stamp"], near)], how="horizontal")


def shaped(lines: pl.Series, orders: Orders) -> Frame:
    """The fields, with their level in our words, and the shape of those that are one line."""
    read = written(lines, orders)
    said, level = pl.col("message"), pl.col("level")
    long = said.str.contains("\n", literal=True) | (said.str.len_chars() > LONGEST_MESSAGE)
    lone = read.select(pl.when(~long & pl.col("stack").is_null() & ~is_stack(said)).then(said.str.strip_chars()))
    shape = pl.Series(SHAPE, shapes(lone.to_series()))
    kept = pl.when(lone.to_series().is_not_null() & (shape != "")).then(shape).alias(SHAPE)
    alone = level.str.contains(r"[0-9]").fill_null(value=False)
    return read.with_columns(kept, alone.alias(ALONE), level=levels(level, said))


def best_format(lines: Sequence[str]) -> tuple[float, Format | None]:
    """The format that reads most of these lines, with its score; (0, None) for no lines."""
    ranked = _ranked(lines, formats())
    return ranked[0] if ranked else (0.0, None)


def written(lines: pl.Series, orders: Orders, inside: tuple[str, ...] = ()) -> Frame:
    """The text columns of each line, from the first format in this order that takes it."""
    left = Frame({"line": lines}).with_row_index("row")
    rows, done = left["row"], [_nothing(left).clear()]
    order = orders.of(inside, lines)
    for log_format in order[:-1]:
        left = _taken(left, log_format, orders, inside, done)
    if order and left.height:
        unknown = left.filter(_read(left, order[-1])["message"].is_not_null())
        for log_format in orders.more(inside, unknown["line"]) if unknown.height else ():
            left = _taken(left, log_format, orders, inside, done)
        _taken(left, order[-1], orders, inside, done)
    read = pl.concat(done)
    return Frame({"row": rows}).join(read, on="row", how="left", maintain_order="left").select(COLUMNS)


def _taken(left: Frame, log_format: Format, orders: Orders, inside: tuple[str, ...], done: list[Frame]) -> Frame:
    """What the format leaves; what it takes is put to what is done."""
    if left.is_empty():
        return left
    read = _read(left, log_format)
    taken = read["message"].is_not_null() | read[CONTINUES]
    done.append(_unwrapped(read.filter(taken).drop(CONTINUES), log_format, orders, inside))
    return left.filter(~taken)


def _name(log_format: Format) -> str:
    return str(getattr(log_format, "__name__", log_format))


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


def _unwrapped(read: Frame, log_format: Format, orders: Orders, inside: tuple[str, ...]) -> Frame:
    """The line inside the line, in its own format."""
    if not wraps(log_format) or len(inside) >= _DEEPEST or read.is_empty():
        return read
    return _filled_in(read, written(read["message"], orders, (*inside, _name(log_format))))


def _filled_in(outer: Frame, inside: Frame) -> Frame:
    """What the inside tells, else what the wrapper tells; a line inside that continues a record still does."""
    both = pl.concat([outer, inside.select(pl.all().name.suffix("_in"))], how="horizontal")
    readable = clocks.read(inside["stamp"])["at"].is_not_null() | clocks.read(inside["stamp"])["yearless"]
    stamp = pl.when(readable).then("stamp_in").otherwise("stamp").alias("stamp")
    words = [pl.coalesce(f"{name}_in", name).alias(name) for name in COLUMNS if name not in ("stamp", "message")]
    return both.select("row", stamp, *words, pl.col("message_in").alias("message")).select(outer.columns)
