"""Whom a log line blames: the host, service or address that its text names as the other side.

When it is wrong: a URL that is the subject of the work, not the other side of a call (a link to be shortened).
"""

import re

_HOST = r"([A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*)"
_NOBODY = frozenset(
    "localhost host the a an this that it its our my client clients server upstream peer remote address user users "
    "none null nil true false unknown http https tcp udp to from port pool database request response service".split()
)
_WAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:peer(?:[._]service)?|upstream|remote|callee|target|dependency|backend|server\.address|net\.peer\.name)[\"']?[=:]\s*[\"']?(?:[a-z]+://)?{_HOST}",
        rf"\b(?:https?|grpc|tcp|amqps?|redis|rediss|postgres(?:ql)?|mysql|mongodb|kafka)://(?:[^/@\s\"']*@)?{_HOST}",
        rf"\b(?:db_?host|hostname|host)[\"']?\s?[=:]\s*[\"']?{_HOST}",
        rf"\bhost (?:name )?[\"'`]{_HOST}",
        rf"\b(?:lookup|resolve|resolving) (?:host )?[\"']?{_HOST}",
        rf"\bserver at [\"']{_HOST}",
        rf"(?:\bto|\bfrom|\bat|\bby|\bwith|\bfor|\bcalling|\bdial tcp:?|\bconnect to) (?:service |host |server |upstream |peer |backend )?[\"'`]?{_HOST}:\d{{2,5}}\b",
        rf"\b(?:GET|POST|PUT|PATCH|DELETE|HEAD) {_HOST}/",
        rf"\b(?:call(?:ing|s|ed)?|request(?:s|ing)?|connect(?:ing|ion)?|upstream|service|dependency)(?: (?:to|from|by|of|service|upstream|call))+ [\"'`]?{_HOST}\b[\"'`]? "
        r"(?:failed|timed|returned|answered|is|was|refused|did|took|error)",
        rf"^(?:[\w ]{{0,60}}: )?{_HOST}(?::\d+)?(?: at \S+)?: (?:no (?:answer|response|reply)|connection|timed? ?out|timeout|refused|reset|unavailable|pool)",
    )
)


def peer_of(text: str) -> str:
    """The other side's host or service as the text spells it, without namespace or port; "" when it names none."""
    for way in _WAYS:
        found = way.search(text)
        if found and (name := _name(found[1])):
            return name
    return ""


def _name(host: str) -> str:
    """A cluster-internal name without its namespace; a public host name stays whole."""
    internal = re.match(r"^([^.]+)\.[\w-]+(?:\.svc(?:\.[\w.-]+)?|\.(?:internal|local))?$", host)
    name = internal[1] if internal and (".svc" in host or host.endswith((".internal", ".local"))) else host
    return "" if name.lower() in _NOBODY else name
