"""journald's export: `journalctl -o export`, one `KEY=value` a line, a blank line between records.

What it looks for: `__CURSOR=` or `__REALTIME_TIMESTAMP=`, and lines that all begin with a key in capitals. A record
begins at its cursor. When it is wrong: fields in binary form, whose length stands before them, are left out.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_BEGINS = r"^__CURSOR="
_FIELD = r"^(?P<key>[A-Z_][A-Z0-9_]*)=(?P<value>.*)$"
_CLOCK = r"^__(?:CURSOR|REALTIME_TIMESTAMP)="
_KEYS = {
    "stamp": ("__REALTIME_TIMESTAMP",),
    "level": ("PRIORITY",),
    "service": ("SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "_COMM"),
    "host": ("_HOSTNAME",),
    "message": ("MESSAGE",),
}


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_FIELD, sample_lines) if share(_CLOCK, sample_lines) else 0.0


def looks_around(lines: pl.Series) -> bool:
    """A record is all lines to the next cursor."""
    return bool(lines.str.contains(_BEGINS).any())


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_FIELD).struct.unnest()
    begins = lines.str.contains(_BEGINS).fill_null(value=False)
    record = begins.cast(pl.Int64).cum_sum().alias("record")
    rows = fields.with_columns(record, begins.alias("begins"))
    told = rows.filter(pl.col("record") > 0).group_by("record").agg(_told(name, keys) for name, keys in _KEYS.items())
    found = rows.join(told, on="record", how="left", maintain_order="left")
    own = [pl.when("begins").then(pl.col(name)).alias(name) for name in _KEYS if name != "message"]
    message = pl.when("begins").then(pl.col("message").fill_null(""))
    return found.select(*own, message=message, continues=(pl.col("record") > 0) & ~pl.col("begins"))


def _told(name: str, keys: Sequence[str]) -> pl.Expr:
    """The first of the keys that the record holds."""
    values = [pl.col("value").filter(pl.col("key") == key).first() for key in keys]
    found = pl.coalesce(*values, pl.lit(None, pl.String))
    return (found.str.strip_suffix(".service") if name == "service" else found).alias(name)
