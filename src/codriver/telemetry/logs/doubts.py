"""What a file's clock does not tell, and what was folded away: counted while reading, said as Gaps."""

from dataclasses import dataclass
from datetime import UTC, datetime

from codriver.model import Gap, Matters
from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.records import Origin
from codriver.telemetry.logs.tally import Bounds, Tally


@dataclass(frozen=True, slots=True)
class Doubts:
    """Counts over the records of one file."""

    records: int = 0
    unplaced: int = 0
    zoneless: int = 0
    yearless: int = 0
    assumed: int = 0  # the last year that was given to a stamp without one; 0: none was


def add(seen: Doubts, found: Frame) -> Doubts:
    """The counts with these records added."""
    if found.is_empty():
        return seen
    unplaced, zoneless, yearless, last = found.select(
        (pl.col("at").is_null() & ~pl.col("yearless")).sum(),
        (pl.col("own_clock") & pl.col("zoneless")).sum(),
        pl.col("yearless").sum(),
        last=pl.col("at").filter(pl.col("yearless")).max(),
    ).row(0)
    return Doubts(
        seen.records + found.height,
        seen.unplaced + unplaced,
        seen.zoneless + zoneless,
        seen.yearless + yearless,
        max(seen.assumed, 0 if last is None else datetime.fromtimestamp(last, UTC).year),
    )


def gaps(seen: Doubts, origin: Origin) -> tuple[Gap, ...]:
    """What to say about one file, worst first."""
    said = (_clockless(seen, origin), _zoneless(seen, origin), _yearless(seen, origin))
    return tuple(gap for gap in said if gap)


def _clockless(seen: Doubts, origin: Origin) -> Gap | None:
    if not seen.unplaced:
        return None
    whole = seen.unplaced == seen.records
    how_many = "no timestamps" if whole else f"{seen.unplaced} of {seen.records} records have no timestamp"
    return Gap(
        what=f"order in time of {origin.name}",
        why=f"{how_many}: cannot be placed before or after onset",
        hint="log with a timestamp, or collect with one (`kubectl logs --timestamps`, `docker logs -t`)",
        source=origin.source,
        matters=Matters.SOME if whole or seen.unplaced * 10 > seen.records else Matters.LITTLE,
    )


def _zoneless(seen: Doubts, origin: Origin) -> Gap | None:
    if not seen.zoneless:
        return None
    part = "" if seen.zoneless == seen.records else f" in {seen.zoneless} of {seen.records} records"
    return Gap(
        what=f"time zone of {origin.name}",
        why=f"timestamps without a zone{part}: read as UTC",
        hint="if the host's clock is not on UTC, write the offset into the timestamps",
        source=origin.source,
        matters=Matters.LITTLE,
    )


def _yearless(seen: Doubts, origin: Origin) -> Gap | None:
    if not seen.yearless:
        return None
    taken = f"read as of {seen.assumed}" if seen.assumed else "they cannot be placed before or after onset"
    return Gap(
        what=f"year of {origin.name}",
        why=f"timestamps without a year: {taken}",
        hint="say when it happened, with its year: `--at 2026-03-10T10:12Z`; or write timestamps as RFC 3339",
        source=origin.source,
        matters=Matters.LITTLE if seen.assumed else Matters.SOME,
    )


def folded(tally: Tally, bounds: Bounds) -> tuple[Gap, ...]:
    """Said when there were more patterns than are kept."""
    if not tally.folded:
        return ()
    return (
        Gap(
            what="rare log patterns",
            why=f"more than {bounds.patterns} different patterns: the calmest and rarest were counted as one",
            hint="give fewer files, or a narrower time (`--since`, `--until`)",
            source="log",
            matters=Matters.LITTLE,
        ),
    )
