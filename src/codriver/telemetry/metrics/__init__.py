"""Metric series in, observations out: what shifted, and what was looked at and stayed as it was."""

from codriver.telemetry.metrics.deriving import lines
from codriver.telemetry.metrics.line import Line
from codriver.telemetry.metrics.observing import observe

__all__ = ["Line", "lines", "observe"]
