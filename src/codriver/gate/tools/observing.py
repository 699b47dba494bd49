"""Tools of monitoring systems: most only ask."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.table import listed, table
from codriver.gate.verbs import by_meaning, by_table
from codriver.gate.verdict import Deed

VERBS = {
    "promtool": table(
        read="query, check, test, debug, tsdb list, tsdb analyze, tsdb dump, promql",
        r1="tsdb bench",
        r2="push, tsdb create-blocks-from",
    ),
    "amtool": table(
        read=(
            "alert, alert query, silence query, silence, config, check-config, cluster, template, help, "
            "config routes, alert list, silence list"
        ),
        r1="silence add, silence update, silence expire, alert add, silence import",
    ),
    "logcli": table(
        read=(
            "query, instant-query, labels, series, stats, volume, volume_range, fmt, detected-fields, help, index-stats"
        ),
        r3="delete",
    ),
}


def rate(call: Call) -> Iterator[Deed]:
    """By table, or by the meaning of the words."""
    if call.name in VERBS:
        yield from by_table(
            call,
            VERBS[call.name],
            listed(
                "--alertmanager.url --addr -o --output --config.file -a -c --comment -d --duration --org-id "
                "--username --since --from --to --limit --http.config.file --author"
            ),
        )
    else:
        yield from by_meaning(call)
