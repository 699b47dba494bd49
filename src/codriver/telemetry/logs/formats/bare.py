"""A line with no time of its own: its words, and a level where it begins with one (`ERROR:root:disk full`, `[WARN] x`).

What it looks for: nothing; it takes what no other format took, but leaves what continues the line before: indented
lines, the parts of a stack trace, closing brackets. When it is wrong: a message of several lines whose second line
begins like a new one; then they are two records.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl

CONTINUES = (
    r"^(?:\s|$|Traceback \(most recent|Caused by: |Suppressed: |During handling of the above|The above exception was|"
    r"\S+\.(?:rb|ru|rake|erb):\d+:in [`']|#\d+ +\S|"
    r"\.\.\. \d+ (?:more|common frames)|at [\w$.]+\(|[\])}]+[,;]?$|goroutine \d+ \[|created by |exit status \d|\++-)"
)
_LEVEL = (
    r"^(?:(?P<service>[A-Za-z][\w./-]*)\[\d+\]: )?[\[<(]?"
    r"(?P<level>FATAL|PANIC|CRITICAL|SEVERE|ERROR|ERR|WARNING|WARN|NOTICE|INFO|DEBUG|TRACE)[\]>)]?"
    r"(?::[\w.]+:|[:\s-]+)(?P<message>\S.*)$"
)


def recognise(sample_lines: Sequence[str]) -> float:
    return 0.01 if sample_lines else 0.0


def columns(lines: pl.Series) -> Frame:
    levelled = lines.str.extract_groups(_LEVEL).struct.unnest()
    fields = pl.concat([Frame({"line": lines}), levelled], how="horizontal")
    own = ~pl.col("line").str.contains(CONTINUES)
    return fields.select("level", "service", message=pl.when(own).then(pl.coalesce("message", "line")))
