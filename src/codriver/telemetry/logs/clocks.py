"""Time stamps as text become epoch seconds, a column at a time. A shape of stamp is one row of the table.

An offset is honoured; a stamp without one is read as UTC and marked; a stamp without a year is given the year that
brings it nearest to `near`; `03/01/2026` is the day that lies nearer to `near`, else as its separator is used. A stamp
outside 2001 to 2065 is a clock that was never set, and counts as none.
"""

import re

from codriver.telemetry.columns import Frame, pl

EARLIEST, LATEST = 1_000_000_000.0, 3_000_000_000.0
_DAY = 86_400
_CENTURY = 100  # a smaller year was written with two digits
_CLOCK = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?"
_DOTTED = r"(?P<hour>\d\d)\.(?P<minute>\d\d)\.(?P<second>\d\d)(?:\.(?P<fraction>\d{1,9}))?"
_BARE = r"(?P<hour>\d\d):?(?P<minute>\d\d):?(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?"
_LOOSE = r"(?P<hour>\d\d?):(?P<minute>\d\d?):(?P<second>\d\d?)(?:[.,:](?P<fraction>\d{1,9}))?"
_ZONE = r"(?:\s?(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?"
_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: str(number) for number, name in enumerate(_NAMES.split(), 1)}

SHAPES = (
    rf"^(?P<year>\d{{4}})[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)[T \-_]+{_CLOCK}{_ZONE}",
    rf"^(?P<day>\d\d?)[/ -](?P<month>[A-Za-z]{{3}})[a-z]*[/ -](?P<year>\d{{4}})[: ]{_CLOCK}{_ZONE}",
    rf"^(?:[A-Za-z]{{3}},?\s+)?(?P<month>[A-Za-z]{{3}})\s+(?P<day>\d\d?)\s+{_CLOCK}{_ZONE}(?:\s(?P<year>\d{{4}}))?",
    rf"^(?:[A-Za-z]{{3}},\s+)(?P<day>\d\d?)\s+(?P<month>[A-Za-z]{{3}})\s+(?P<year>\d{{4}})\s+{_CLOCK}{_ZONE}",
    rf"^(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d)[T ]?{_CLOCK}{_ZONE}",
    rf"^(?P<month>\d\d)-?(?P<day>\d\d)\s+{_CLOCK}{_ZONE}",
    rf"^(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)-{_DOTTED}",  # DB2
    rf"^(?P<year>\d\d)[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)\s+{_CLOCK}{_ZONE}",  # log4j's short date: year first
    rf"^(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)\s+{_BARE}",  # old MySQL
    rf"^(?P<year>\d{{4}})[-/.]?(?P<month>\d\d)[-/.]?(?P<day>\d\d)[T _-]{_LOOSE}",
    rf"^(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)\s+{_LOOSE}",
    rf"^(?P<month>\d\d)[./](?P<day>\d\d)\s+{_CLOCK}{_ZONE}",
    rf"^(?P<day>\d\d?)\s(?P<month>[A-Za-z]{{3}})[a-z]*\s{_CLOCK}",  # Redis before 5
    rf"^(?P<month>[A-Za-z]{{3}})[a-z]*\s(?P<day>\d\d?),\s(?P<year>\d{{4}})\s{_LOOSE}\s?(?P<half>[AP]M)?",  # Java
    rf"^(?P<one>\d\d?)(?P<between>[/.-])(?P<two>\d\d?)[/.-](?P<year>\d{{4}}),?\s{_LOOSE}(?:\s?(?P<half>[AaPp][Mm])\b)?{_ZONE}",
)
_PARTS = ("year", "month", "day", "hour", "minute", "second", "fraction", "zone", "half")
_NOON = 12
_MONTHS_OF_A_YEAR = 12
_TO_SECOND = len("2026-11-01T12:00:00")
_SECOND = r"^[0-9]{4}[-/.][0-9]{2}[-/.][0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}$"
_FRACTION = re.compile(r"^\D*[0 :/TA-Za-z.-]*00:00:00[.,](?P<fraction>0{1,9})(?!0)")
_MANY = 40  # spellings of one block
_AFTER_SECOND = r"^(?:[.,][0-9]{1,9})?(?: ?(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?$"


def read(stamps: pl.Series, near: float | None = None) -> Frame:
    """A row for each stamp: `at` in epoch seconds or null, `zoneless` and `yearless`, which say how sure that is."""
    quick = _in_one_shape(stamps, near)
    return _of_any_shape(stamps, near) if quick is None else quick


def read_spelt(stamps: pl.Series, spelt: pl.Series, near: float | None = None) -> Frame:
    """As `read`, where it is known how each is spelt, every digit a 0: a second is read once for all its records."""
    ways = [way for way in spelt.unique() if way is not None]
    if len(ways) == 1 and not spelt.null_count():
        return _of_one_spelling(stamps, ways[0], near)
    if not ways or len(ways) > _MANY:
        return read(stamps, near)
    table = Frame({"stamp": stamps, "spelt": spelt}).with_row_index("row")
    parts = []
    for way in ways:
        own = table.filter(pl.col("spelt") == way)
        parts.append(pl.concat([own.select("row"), _of_one_spelling(own["stamp"], way, near)], how="horizontal"))
    return (
        table.select("row")
        .join(pl.concat(parts), on="row", how="left", maintain_order="left")
        .select("at", pl.col("zoneless", "yearless").fill_null(value=False))
    )


def _of_one_spelling(stamps: pl.Series, spelt: str, near: float | None) -> Frame:
    """Whole seconds are read once each, their fractions as numbers."""
    found = _FRACTION.match(spelt)
    if not found or not spelt.isascii():
        return _each_once(stamps, near)
    start, digits = found.start("fraction"), len(found["fraction"])
    seconds = stamps.str.slice(0, start - 1) + stamps.str.slice(start + digits)
    fraction = stamps.str.slice(start, digits).cast(pl.Float64, strict=False).fill_null(0.0) / 10**digits
    return _each_once(seconds, near).with_columns(at=pl.col("at") + fraction)


def _each_once(stamps: pl.Series, near: float | None) -> Frame:
    table = Frame({"stamp": stamps})
    distinct = table.unique()
    if distinct.height * 2 > table.height:
        return _of_any_shape(stamps, near)
    known = pl.concat([distinct, _of_any_shape(distinct["stamp"], near)], how="horizontal")
    return table.join(known, on="stamp", how="left", maintain_order="left", nulls_equal=True).drop("stamp")


def _of_any_shape(stamps: pl.Series, near: float | None) -> Frame:
    table = Frame({"stamp": stamps}).with_columns(_counted(pl.col("stamp")).alias("at")).with_row_index("row")
    done = [table.filter(pl.col("at").is_not_null()).select("row", "at", zoneless=False, yearless=False)]
    left = table.filter(pl.col("at").is_null() & pl.col("stamp").is_not_null()).select("row", "stamp")
    for shape in SHAPES:
        if left.is_empty():
            break
        fitting = left["stamp"].str.contains(shape)
        done.append(_placed(left.filter(fitting), shape, near))
        left = left.filter(~fitting)
    return table.select("row").join(pl.concat(done), on="row", how="left", maintain_order="left").select(
        _plausible(pl.col("at")), pl.col("zoneless", "yearless").fill_null(value=False)
    )  # fmt: skip


def _in_one_shape(stamps: pl.Series, near: float | None) -> Frame | None:
    """ISO stamps, which most logs have throughout: a second is read once for all its records; else None."""
    parts = Frame({"second": stamps.str.slice(0, _TO_SECOND), "rest": stamps.str.slice(_TO_SECOND)})
    if stamps.is_null().all() or not parts["rest"].str.contains(_AFTER_SECOND).all():
        return None
    parts = parts.with_columns(zone=pl.col("rest").str.strip_chars_start(".,0123456789"))
    seconds = parts.select("second", "zone").unique().drop_nulls()
    if not seconds["second"].str.contains(_SECOND).all():
        return None
    read = pl.concat(
        [seconds, _of_any_shape(pl.Series(seconds.select(pl.concat_str("second", "zone")).to_series()), near)],
        how="horizontal",
    )
    placed = parts.join(read, on=("second", "zone"), how="left", maintain_order="left")
    digits = pl.col("rest").str.strip_suffix(pl.col("zone")).str.slice(1)
    fraction = pl.concat_str(pl.lit("0."), digits).cast(pl.Float64, strict=False).fill_null(0.0)
    return placed.select(pl.col("at") + fraction, pl.col("zoneless", "yearless").fill_null(value=False))


def _plausible(at: pl.Expr) -> pl.Expr:
    return pl.when(at.is_between(EARLIEST, LATEST)).then(at)


def _counted(stamp: pl.Expr) -> pl.Expr:
    """Epoch seconds, milliseconds, microseconds or nanoseconds, told apart by their size."""
    number = stamp.str.extract(r"^(\d{9,20}(?:\.\d+)?(?:[eE]\+?\d+)?|\d\.\d+[eE]\+?\d+)$").cast(
        pl.Float64, strict=False
    )
    scale = pl.when(number < 1e11).then(1.0).when(number < 1e14).then(1e3).when(number < 1e17).then(1e6).otherwise(1e9)  # noqa: PLR2004 - sizes
    return number / scale


def _placed(rows: Frame, shape: str, near: float | None) -> Frame:
    parts = _told_apart(rows["stamp"].str.extract_groups(shape).struct.unnest(), near)
    absent = [pl.lit(None, pl.String).alias(part) for part in _PARTS if part not in parts.columns]
    parts = parts.with_columns(*absent).with_columns(_month(), _number("year", "day", "hour", "minute", "second"))
    parts = parts.with_columns(
        pl.col("hour") % pl.when(pl.col("half").is_null()).then(_DAY).otherwise(_NOON)
        + pl.when(pl.col("half").str.to_uppercase() == "PM").then(_NOON).otherwise(0),
        pl.when(pl.col("year") < _CENTURY).then(pl.col("year") + 2000).otherwise("year").alias("year"),
    )
    parts = parts.with_columns(_year(near), yearless=pl.col("year").is_null(), zoneless=pl.col("zone").is_null())
    placed = parts.select(_epoch(pl.col("year")).alias("at"), "zoneless", "yearless")
    return pl.concat([rows.select("row"), placed], how="horizontal")


def _told_apart(parts: Frame, near: float | None) -> Frame:
    """Day and month of stamps that write the year last: 13 is no month; else the nearer day; else by the separator."""
    if "one" not in parts.columns:
        return parts
    one, two = (pl.col(name).cast(pl.Int64, strict=False) for name in ("one", "two"))
    custom = pl.col("between") != "/"  # 1.2. and 1-2- are days of February, 1/2/ is one of January
    guessed = custom if near is None else _days_off(one, two, near) < _days_off(two, one, near)
    day_first = (one > _MONTHS_OF_A_YEAR) | ((two <= _MONTHS_OF_A_YEAR) & guessed)
    return parts.with_columns(
        day=pl.when(day_first).then("one").otherwise("two"), month=pl.when(day_first).then("two").otherwise("one")
    )


def _days_off(day: pl.Expr, month: pl.Expr, near: float) -> pl.Expr:
    """Roughly, which is enough: the two readings lie a month apart."""
    year = pl.col("year").cast(pl.Int64, strict=False)
    return ((year - 1970) * 365.2425 + (month - 1) * 30.44 + day - near / _DAY).abs()


def _number(*names: str) -> pl.Expr:
    return pl.col(*names).cast(pl.Int64, strict=False)


def _month() -> pl.Expr:
    lower = pl.col("month").str.to_lowercase()
    return lower.replace(_MONTHS).cast(pl.Int64, strict=False)


def _year(near: float | None) -> pl.Expr:
    """The year as written, else the one of three that brings the stamp nearest to `near`, else none."""
    if near is None:
        return pl.col("year")
    middle = 1970 + int(near // (365.2425 * _DAY))
    off = [(_epoch(pl.lit(middle + step)) - near).abs() for step in (-1, 0, 1)]
    nearest = pl.concat_list(off).list.arg_min().cast(pl.Int64) + (middle - 1)
    return pl.coalesce(pl.col("year"), nearest)


def _epoch(year: pl.Expr) -> pl.Expr:
    """Seconds since 1970 of a civil date, by Howard Hinnant's days_from_civil; null for a date that cannot be."""
    month, day = pl.col("month"), pl.col("day")
    shifted = year - (month <= 2).cast(pl.Int64)  # noqa: PLR2004 - the year begins in March
    era_year = shifted % 400
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    days = shifted // 400 * 146_097 + era_year * 365 + era_year // 4 - era_year // 100 + day_of_year - 719_468
    clock = pl.col("hour") * 3600 + pl.col("minute") * 60 + pl.col("second")
    fits = month.is_between(1, 12) & day.is_between(1, 31) & (clock < _DAY + 1) & (pl.col("minute") < 60)  # noqa: PLR2004 - clock
    fraction = pl.concat_str(pl.lit("0."), pl.col("fraction")).cast(pl.Float64, strict=False).fill_null(0.0)
    return pl.when(fits).then(days * _DAY + clock - _offset() + fraction)


def _offset() -> pl.Expr:
    parts = pl.col("zone").str.extract_groups(r"^([+-])(\d\d):?(\d\d)?$")
    sign = pl.when(parts.struct.field("1") == "-").then(-1).otherwise(1)
    hours = parts.struct.field("2").cast(pl.Int64, strict=False).fill_null(0)
    return sign * (hours * 3600 + parts.struct.field("3").cast(pl.Int64, strict=False).fill_null(0) * 60)
