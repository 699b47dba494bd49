"""Numbers and times as the engine's sentences say them."""

from codriver.model import Observation

MINUTE, HOUR, DAY = 60, 3600, 86400
MAX_NAME = 90


def rate(per_second: float | None) -> str:
    """A rate in words a person can picture: per second, or per minute when that is below one."""
    if per_second is None:
        return "not seen"
    if per_second == 0:
        return "none"
    return f"{_number(per_second)}/s" if per_second >= 1 else f"{_number(per_second * MINUTE)}/min"


def level(value: float | None, unit: str) -> str:
    """A level with its unit: shares as percentages, seconds scaled, bytes scaled."""
    if value is None:
        return "not seen"
    if unit == "share":
        return f"{_number(value * 100)} %"
    if unit in ("s", "seconds"):
        return f"{_number(value * 1000)} ms" if value < 1 else f"{_number(value)} s"
    if unit in ("B", "bytes"):
        return f"{_number(value / 2**20)} MiB"
    return f"{_number(value)} {unit}".strip()


def shift(seen: Observation) -> str:
    """`before -> after` in the observation's own unit."""
    if seen.unit in ("/s", "per second"):
        return f"{rate(seen.before)} -> {rate(seen.after)}"
    return f"{level(seen.before, seen.unit)} -> {level(seen.after, seen.unit)}"


def measured(seen: Observation) -> str:
    """What a metric measures, in a reader's words, with its own name beside it."""
    if seen.kind == "errors" and seen.unit == "share":
        return f"failing requests ({seen.name})"
    if seen.kind == "refusals" and seen.unit == "share":
        return f"refused requests ({seen.name})"
    return f"{seen.kind} ({seen.name})" if seen.kind and seen.kind not in seen.name else seen.name


def lasting(seconds: float) -> str:
    """A stretch of time, rounded: 40 s, 12 min, 3 h, 2 days."""
    seconds = abs(seconds)
    if seconds < 2 * MINUTE:
        return f"{seconds:.0f} s"
    if seconds < 2 * HOUR:
        return f"{seconds / MINUTE:.0f} min"
    return f"{seconds / HOUR:.0f} h" if seconds < 2 * DAY else f"{seconds / DAY:.0f} days"


def short(text: str, limit: int = MAX_NAME) -> str:
    """One line of at most `limit` characters; what is cut is shown as an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"  # noqa: PLR2004 - where digits get hard to read
