"""systemctl, and the older `service NAME VERB`."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed, looked_up, table
from codriver.gate.verbs import asks_help, deed
from codriver.gate.verdict import R1, R2, READ, Deed

_VALUED = listed(
    "-t -p -P -n -o -H -M -s --type --state --property --lines --output --host --machine --root "
    "--signal --kill-whom --job-mode --what --value-of --since --kill-value --timestamp --preset-mode "
    "--boot-loader-entry --drop-in"
)
VERBS = table(
    read=(
        "status, show, cat, list-units, list-unit-files, list-timers, list-sockets, list-dependencies, "
        "list-jobs, list-machines, list-automounts, list-paths, is-active, is-enabled, is-failed, "
        "is-system-running, help, get-default, show-environment, verify, whoami, service-log-level, "
        "service-log-target, --status-all"
    ),
    r1=(
        "start, stop, restart, reload, try-restart, reload-or-restart, try-reload-or-restart, "
        "force-reload, reset-failed, kill, daemon-reload, condrestart, freeze, thaw"
    ),
    r2=(
        "enable, disable, mask, unmask, reenable, preset, link, edit, revert, set-property, "
        "set-environment, unset-environment, import-environment, set-default, isolate, daemon-reexec, "
        "clean, add-wants, add-requires, preset-all, bind, mount-image"
    ),
    r3=(
        "poweroff, reboot, halt, kexec, rescue, emergency, soft-reboot, switch-root, suspend, hibernate, exit, default"
    ),
)


def rate(call: Call) -> Iterator[Deed]:
    """By verb; several units at once weigh more than one."""
    asked = taken(call.args, _VALUED)
    words = list(asked.words)
    if call.name != "systemctl":
        words = words[1:2] + words[:1] if call.name in ("service", "rc-service") else words
    if asks_help(call.args) or not words:
        risk, verb = (READ, "list-units") if not words or asks_help(call.args) else (R2, "")
    else:
        risk, verb = looked_up(words, VERBS) or (R2, words[0])
    units = words[1:]
    wide = len(units) > 1 or any("*" in unit or unit == UNKNOWN or unit.endswith(".target") for unit in units)
    stops = verb in ("stop", "kill") and any(unit.startswith(("ssh", "network", "systemd-", "dbus")) for unit in units)
    yield deed(R2 if risk == R1 and (wide or stops) else risk, call.name, verb)
