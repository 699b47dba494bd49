"""Log lines in columns become a bounded set of patterns, and patterns become a few Observations.

    table = fold(blocks)                 # any amount, streamed; files in any order
    facts = observe(table, window)       # what is new, vanished, raised or fell silent around the onset

Read `fold.py` first. A log format is one file in `formats/`; a stack-trace language one in `telemetry/stacktraces/`.
What stands between a line and its pattern is `masks.py` alone: a template miner takes its place there.
"""

from codriver.telemetry.logs import announced
from codriver.telemetry.logs.fold import fold
from codriver.telemetry.logs.observe import observe
from codriver.telemetry.logs.table import LogPattern, LogTable, ServiceLines

__all__ = ["LogPattern", "LogTable", "ServiceLines", "announced", "fold", "observe"]
