"""A whole machine: power, kernel, clock, users."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed
from codriver.gate.verbs import asks_help, deed
from codriver.gate.verdict import R1, R2, R3, READ, Deed

_READS = frozenset(
    listed(
        "status show list-timezones show-timesync timesync-status list-sessions list-users session-status "
        "user-status list-seats show-session show-user"
    )
)


def rate(call: Call) -> Iterator[Deed]:
    """Power and users R3, settings R2, questions read."""
    asked = taken(call.args, ("-n", "-p", "-u", "-G", "-g", "-c"))
    name = call.name
    if asks_help(call.args):
        return
    if name == "sysctl":
        writes = (
            asked.has("-w", "--write", "--system", "-f")
            or "-p" in call.args
            or any("=" in word for word in asked.words)
        )
        yield deed(R2 if writes else READ, name, " ".join(asked.words[:1]))
    elif name in ("hostnamectl", "timedatectl", "localectl", "loginctl"):
        yield deed(READ if not asked.words or asked.words[0] in _READS else R2, name, " ".join(asked.words[:1]))
    elif name in ("hostname", "ulimit"):
        yield deed(R2 if name == "hostname" and asked.words else READ, name, "")
    elif name == "dmesg":
        yield deed(
            R2 if asked.has("-C", "-c", "--clear", "--read-clear", "-D", "-E") or "-n" in call.args else READ, name, ""
        )
    elif name in listed("prlimit chrt update-alternatives hwclock auditctl renice modprobe insmod setenforce"):
        looks = not asked.has("-r", "--remove") and set(call.args) & listed(
            "--show -p --list --display -s -l -r --query --get -n --show-depends --dry-run"
        )
        yield deed(READ if looks and name not in ("renice", "chrt") else R1 if name == "renice" else R2, name, "")
    elif name == "shutdown" and asked.has("-c"):
        yield deed(R1, name, "-c", why="cancels a shutdown")
    else:
        yield deed(R3, name, " ".join(asked.words[:2]), why="concerns the whole machine, or who may use it")
