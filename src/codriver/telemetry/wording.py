"""Levels and times as this room's sentences and values write them."""

from datetime import UTC, datetime


def level(value: float | None, unit: str) -> str:
    """A level for the eye: shares as percentages, seconds below one as milliseconds, bytes as MiB."""
    if value is None:
        return "not seen"
    if unit == "share":
        return f"{_number(value * 100)} %"
    if unit == "s":
        return f"{_number(value * 1000)} ms" if abs(value) < 1 else f"{_number(value)} s"
    if unit == "bytes":
        return f"{_number(value / 2**20)} MiB"
    return f"{_number(value)}{unit}" if unit.startswith("/") else f"{_number(value)} {unit}".strip()


def rounded(value: float) -> float:
    """Six significant digits: what an aggregate promises."""
    return float(f"{value:.6g}")


def moment(at: float) -> datetime:
    """Epoch seconds as an aware time, to the millisecond."""
    return datetime.fromtimestamp(round(at, 3), UTC)


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"  # noqa: PLR2004 - where digits get hard to read
