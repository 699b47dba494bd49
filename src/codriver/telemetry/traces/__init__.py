"""Trace spans in, edges and observations out: who calls whom, which calls fail or slow down, where failures begin."""

from codriver.telemetry.traces.edges import EdgeTable, dependencies, fold, lasted
from codriver.telemetry.traces.observing import observe

__all__ = ["EdgeTable", "dependencies", "fold", "lasted", "observe"]
