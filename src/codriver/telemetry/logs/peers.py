"""Whom a log line blames: the host, service or address that its text names as the other side.

What a web server quotes of the request it was sent (`client: ..., request: "...", host: "..."`) is nobody it called.
When it is wrong: a URL that is the subject of the work, not the other side of a call (a link to be shortened).
"""

import re

_HOST = r"([A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*)"
_WORDS = (
    "localhost host the a an this that it its our my client clients server upstream peer remote address user users "
    "none null nil true false unknown http https tcp udp to from port pool request response service error exception"
)
_NOBODY = frozenset(_WORDS.split())
_LABEL = r"(?:peer(?:[._](?:service|name))?|upstream|remote|callee|target|dependency|backend|server\.address)"
_SCHEME = r"(?:https?|grpc|tcp|amqps?|rediss?|postgres(?:ql)?|mysql|mongodb|kafka)"
_TOWARDS = r"(?:to|from|at|by|with|for|calling|dial tcp:?|connect to)"
_ROLE = r"(?:service |host |server |upstream |peer |backend )?"
_CALL = r"(?:call(?:ing|s|ed)?|request(?:s|ing)?|connect(?:ing|ion)?|upstream|service|dependency)"
_FAILS = r"(?:failed|timed|returned|answered|is|was|refused|did|took|error|after)"
_TROUBLE = r"(?:no (?:answer|response|reply)|connection|timed? ?out|timeout|refused|reset|unavailable|pool|\[Errno)"
_ASKED = re.compile(r", (?:client|server|request|host|referrer): (?:\"[^\"]*\"|[^,\"]+)")
_THROWN = re.compile(r"[a-z](?:Error|Exception|Failure)$|^OSError$")
_WAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_HOST}/\d{{1,3}}(?:\.\d{{1,3}}){{3}}:\d{{2,5}}\b",  # as Java prints an address
        rf"\(upstream {_HOST}(?::\d+)?\)",
        rf"\b{_LABEL}[\"']?[=:]\s*[\"']?(?:[a-z]+://)?{_HOST}",
        rf"\b{_SCHEME}://(?:[^/@\s\"']*@)?{_HOST}",
        rf"\b(?:db_?host|hostname|host)[\"']?\s?[=:]\s*[\"']?{_HOST}",
        rf"\bhost (?:name )?[\"'`]{_HOST}",
        rf"\b(?:lookup|resolve|resolving) (?:host )?[\"']?{_HOST}",
        rf"\bserver at [\"']{_HOST}",
        rf"\b{_TOWARDS} {_ROLE}[\"'`]?{_HOST}:\d{{2,5}}\b",
        rf"\b(?:GET|POST|PUT|PATCH|DELETE|HEAD) {_HOST}/",
        rf"\b{_CALL}(?: (?:to|from|by|of|service|upstream|call))+ [\"'`]?{_HOST}\b[\"'`]? {_FAILS}",
        rf"(?:^|: ){_HOST}(?::\d+)?(?: at \S+)?: {_TROUBLE}",
    )
)


def peer_of(text: str) -> str:
    """The other side's host or service as the text spells it, without namespace or port; "" when it names none."""
    told = _ASKED.sub("", text)
    for way in _WAYS:
        found = way.search(told)
        if found and (name := _name(found[1])):
            return name
    return ""


def _name(host: str) -> str:
    """A cluster-internal name without its namespace; a public host name stays whole."""
    internal = re.match(r"^([^.]+)\.[\w-]+(?:\.svc(?:\.[\w.-]+)?|\.(?:internal|local))?$", host)
    name = internal[1] if internal and (".svc" in host or host.endswith((".internal", ".local"))) else host
    return "" if name.lower() in _NOBODY or _THROWN.search(name) else name
