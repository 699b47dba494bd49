"""Kinds of error, pools, and the trace below."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import php_errors


def test_kinds_become_levels_and_the_trace_belongs_to_its_error() -> None:
    lines = [
        "[01-Nov-2026 12:00:00 UTC] PHP Fatal error:  Uncaught TypeError: bad in /app/cart.php:12",
        "Stack trace:", "#0 /app/index.php(3): total('x')", "  thrown in /app/cart.php on line 12",
        "[01-Nov-2026 12:00:03] WARNING: [pool www] server reached pm.max_children",
        "[01-Nov-2026 12:00:03 Europe/Berlin] an application's own words",
    ]  # fmt: skip
    read = php_errors.columns(pl.Series(lines))
    assert read["level"].to_list() == ["fatal", None, None, None, "warning", None]
    assert read["continues"].to_list() == [False, True, True, True, False, False]
    assert read["message"][4] == "server reached pm.max_children"
    assert read["message"][5] == "an application's own words"
