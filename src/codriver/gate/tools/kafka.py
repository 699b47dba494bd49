"""Kafka's tools: by the option that acts."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed
from codriver.gate.verbs import asks_help, by_meaning, deed
from codriver.gate.verdict import R2, R3, READ, Deed

_READS = listed("--list --describe --version --verify --state --members --generate -L -Q -C")
_KILLS = listed(
    "--delete --remove --delete-offsets --to-earliest --reset-offsets --purge --add --alter-user --delete-config"
)
_ONLY_READ = (
    "kafka-console-consumer",
    "kafka-log-dirs",
    "kafka-get-offsets",
    "kafka-metadata-quorum",
    "kafka-replica-verification",
)


def rate(call: Call) -> Iterator[Deed]:
    """Listing reads; offsets without `--execute` are rehearsed."""
    name = call.name.removesuffix(".sh")
    asked = taken(call.args, listed("-b -t -X -o -c -f -p -K -G"))
    if name in ("rpk", "kaf"):
        yield from by_meaning(call)
    elif (
        asks_help(call.args)
        or name in _ONLY_READ
        or (asked.has(*_READS) and not asked.has("--execute", "--delete", "--alter", "--create", "-P"))
    ):
        yield deed(READ, name, "--describe")
    elif asked.has("--reset-offsets") and (asked.has("--dry-run") or not asked.has("--execute")):
        yield deed(READ, name, "--reset-offsets", why="is rehearsed only")
    elif name in ("kcat", "kafkacat") and not asked.has("-P"):
        yield deed(READ, name, "-C")
    elif asked.has(*_KILLS) or name in (
        "kafka-delete-records",
        "kafka-acls",
        "kafka-storage",
        "kafka-streams-application-reset",
    ):
        yield deed(R3, name, next((option for option in _KILLS if asked.has(option)), ""))
    else:
        yield deed(R2, name, "")
