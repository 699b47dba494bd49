"""Amounts as Kubernetes writes them (`250m`, `1Gi`), ages (`5m30s`), and when something happened."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from codriver.model import NO_TIME
from codriver.telemetry.kubernetes.thing import whole

_AMOUNT = re.compile(r"^([0-9.]+)([numkKMGTPE]i?)?$")
_SCALE = {
    "": 1.0, "n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
    "Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30, "Ti": 2.0**40, "Pi": 2.0**50, "Ei": 2.0**60,
}  # fmt: skip
_AGE = re.compile(r"(\d+)([dhms])")
_SECONDS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
_SPELT = ("%a, %d %b %Y %H:%M:%S %z", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z")


def amount(written: str) -> float | None:
    """The amount in base units (cores, bytes, pieces); None for what is none."""
    found = _AMOUNT.match(written.strip())
    try:
        return float(found[1]) * _SCALE[found[2] or ""] if found else None
    except (KeyError, ValueError):
        return None


def seconds(age: str) -> int | None:
    """How long ago, in seconds; None when nothing tells."""
    found = _AGE.findall(age)
    return sum(whole(number) * _SECONDS[unit] for number, unit in found) if found else None


def moment(written: str) -> datetime:
    """The time, or `NO_TIME` where none is written that can be read."""
    for form in _SPELT:
        try:
            return datetime.strptime(written, form).astimezone(UTC)
        except ValueError:
            continue
    return NO_TIME
