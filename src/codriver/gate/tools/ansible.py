"""ansible and ansible-playbook."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed
from codriver.gate.verbs import asks_help, deed
from codriver.gate.verdict import R1, R2, R3, READ, Deed

_VALUED = listed(
    "-i --inventory -l --limit -e --extra-vars -m --module-name -a --args -u --user -f --forks -t "
    "--tags --skip-tags -M --module-path -b -c --connection -T --timeout --private-key --key-file "
    "--vault-password-file --vault-id --become-user --become-method --start-at-task -B -P "
    "--playbook-dir --ssh-common-args --task-timeout"
)
_READS = frozenset(
    listed(
        "ping setup stat gather_facts debug service_facts package_facts slurp fetch find assert wait_for "
        "getent ansible.builtin.ping ansible.builtin.setup ansible.builtin.stat k8s_info"
    )
)
_SHELLS = frozenset(
    ["shell", "command", "raw", "script", "ansible.builtin.shell", "ansible.builtin.command", "ansible.builtin.raw"]
)


def rate(call: Call) -> Iterator[Deed]:
    """Check mode and modules that look are reads; `shell` and `command` are followed on the hosts."""
    asked = taken(call.args, [word for word in _VALUED if word != "-b"])
    lists = asked.has("--list-hosts", "--list-tasks", "--list-tags", "--syntax-check", "--check", "-C")
    if call.name in ("ansible-inventory", "ansible-doc", "ansible-config", "ansible-lint", "ansible-galaxy"):
        yield deed(READ if call.name != "ansible-galaxy" else R1, call.name, "", local=True)
    elif asks_help(call.args) or lists:
        yield deed(READ, call.name, "--check")
    elif call.name != "ansible":
        yield deed(R2, call.name, " ".join(asked.words[:1]), why="runs a playbook")
    else:
        yield from _module(
            call, (asked.values("-m", "--module-name") or ("command",))[-1], asked.values("-a", "--args")
        )


def _module(call: Call, module: str, texts: tuple[str, ...]) -> Iterator[Deed]:
    if module in _SHELLS and texts:
        call.shell(texts[-1], remote=True, many=True)
    elif module in _READS:
        yield deed(READ, call.name, f"-m {module}")
    elif module.rpartition(".")[2] in (
        "user",
        "file",
        "authorized_key",
        "mysql_db",
        "postgresql_db",
        "lineinfile",
    ) and "absent" in " ".join(texts):
        yield deed(R3, call.name, f"-m {module}")
    else:
        yield deed(R2, call.name, f"-m {module}")
