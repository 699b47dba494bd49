"""Packet filters, routes and addresses of a host."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed
from codriver.gate.verbs import asks_help, deed
from codriver.gate.verdict import R2, R3, READ, Deed

_LOOKS = re.compile(
    r"(show|list|ls|l|lst|get|status|statistics|stats|query|monitor|dump|help|-[LSn]+.*|--list.*|--get.*|--query.*|--state|--info.*|-v|-s|-a|-i|-e|-c)"
)
_ACTS = re.compile(
    r"(-[ADIRFPXNEZ]|--(append|delete|insert|replace|flush|policy|add|remove|set|reload|permanent|new|zero|panic).*|add|del|delete|flush|set|change|replace|up|down|"
    r"enable|disable|reset|deny|allow|reject|insert|create|destroy|modify|connect|disconnect|reload|off|on|swap|restore|append|link-up|netmask|mtu|-K|-G|-X|-C|-s|-d|-U|dns|domain)"
)


def rate(call: Call) -> Iterator[Deed]:
    """Looking is read; everything else R2, emptying a table R3 (it may lock everybody out)."""
    words = list(taken(call.args).words)
    args = call.args
    nested = [arg for arg in args if arg == "exec"]
    if call.name == "ip" and "netns" in args and nested:
        call.start(args[args.index("exec") + 2 :])
    elif asks_help(args) or not args or _looks(call.name, list(args), words):
        yield deed(READ, call.name, " ".join(args[:2]))
    else:
        flushes = any(re.fullmatch(r"-F|--flush|flush|-X|destroy|reset|disable|-P", arg) for arg in args)
        yield deed(R3 if flushes else R2, call.name, " ".join(args[:3]), why="changes the network of a host")


def _looks(name: str, args: list[str], words: list[str]) -> bool:
    if name in ("iptables", "ip6tables", "ebtables"):
        return any(map(_LISTS.fullmatch, args)) and not any(map(_CHANGES.fullmatch, args))
    if name in ("arp", "route"):
        return not any(_ACTS.fullmatch(arg) for arg in args if arg != "-e")
    if name in _LOOKING:
        return args[0] in _LOOKING[name] or (name in ("ifconfig", "ethtool") and len(args) == 1)
    acts = [word for word in words if _ACTS.fullmatch(word)]
    return not acts and (any(map(_LOOKS.fullmatch, args)) or (name == "ip" and len(words) <= 1))


_LISTS = re.compile(r"-[a-zA-Z]*[LS][a-zA-Z]*|--list.*")
_CHANGES = re.compile(r"-[ADIRFPXNEZ]|--(append|delete|insert|flush|policy|zero).*")
_LOOKING = {
    "ifconfig": listed("-a -s"),
    "ethtool": listed("-i -S -k -g -a -c -l -T -m -x"),
    "conntrack": listed("-L -C -S -E -G --dump --count --stats --event"),
    "ipvsadm": listed("-L -l -Ln --list -ln"),
}
