"""What one masked message tells by itself: paths, hosts, values of keys, mixed names and lists are no words.

What it keeps: the words; routes after an HTTP verb; the value of a key that names a cause or another service
(`error=`, `status=`, `upstream=`). When it is wrong: a value that is a word and carries the meaning, under a key
that does not say so.
"""

import re
from functools import lru_cache

from codriver.telemetry.logs.templates.marks import ANY, MARKS, marked, spelt

_DOMAINS = (
    "com net org edu gov mil info biz io dev local internal localdomain lan cloud de fr uk nl jp cn br ru kr tw au ca "
    "se no fi dk ch es pt cz hu ro gr tr mx ar cl za nz hk sg my th vn eu us be pl"
).replace(" ", "|")
_TELLING = (
    "error|err|exception|reason|cause|status|state|result|outcome|code|level|severity|stat|errno|signal|method|"
    "upstream|peer|callee|target|dependency|backend|service|svc|component|topic|queue|table|column"
)
_A = ANY[1:-1]  # inside brackets
_PART = rf"[\w.+@%$~*{_A}-]"
_BEFORE = r"(?<![\w)\]}<:/])"
_VERB = r"(?<!GET )(?<!PUT )(?<!POST )(?<!HEAD )(?<!PATCH )(?<!DELETE )(?<!OPTIONS )"
_MIXED = rf"[\w.$+~#{_A}-]"
_ENDS = r"(?![\w.-]*\w)"
_NUM, _IP, _ID, _DURATION, _PATH, _URL, _HOST, _FLAG, _VALUE, _SIZE, _LIST = (
    MARKS[kind] for kind in ("num", "ip", "id", "duration", "path", "url", "host", "flag", "value", "size", "list")
)
_KEPT = "\0"  # stands before a value that stays

_STEPS: tuple[tuple[str, str], ...] = (
    (r"(?<=\.)\d+", _NUM),
    (r"\.{3,}\s*", "... "),
    (
        rf"<?{ANY} ?(?:seconds?|secs?|milliseconds?|msecs?|ms|microseconds?|minutes?|mins?|hours?|hrs?|days?)\b",
        _DURATION,
    ),
    (rf"(?:{ANY}|\b[0-9a-fA-F]{{2}}\b)(?:[:-](?:{ANY}|[0-9a-fA-F]{{2}}\b)){{3,}}", _ID),
    (rf"\b[A-Za-z][A-Za-z0-9+.-]*://(?=[^\s\"'<>,;)\]}}/:]*[@.{_A}])[^\s\"'<>,;)\]}}]*(?<![:.])", _URL),
    (rf"(\b[A-Za-z][A-Za-z0-9+.-]*://[\w-]+)(?::{ANY})?/[^\s\"'<>,;)\]}}]+(?<![:.])", rf"\1/{_PATH}"),
    (rf"{_BEFORE}[A-Za-z]:\\[^\s\"'<>,;)\]}}]*|\\\\?[\w$.-]+(?:\\[^\s\"'<>,;)\]}}\\]*)+", _PATH),
    (rf"{_VERB}{_BEFORE}(?:~|\.{{1,2}}(?=/\w))?(?:/+{_PART}+){{2,}}/?", _PATH),
    (rf"{_BEFORE}\.{{1,2}}/{_PART}+|{_VERB}{_BEFORE}/{_PART}*[.{_A}]{_PART}*/?", _PATH),
    (rf"{_PATH} \w+/(?:{_PART}|/)+", _PATH),
    (rf"(?<![\w.-])(?:[a-z0-9{_A}-]+\.)+(?:{_DOMAINS}){_ENDS}", _HOST),
    (
        r"(^|[=:(\[{,?\s])(?:[Tt]rue|[Ff]alse|TRUE|FALSE|null|NULL|nil|None)(?![\w.-]| (?:pointer|reference|of|map)\b)",
        rf"\1{_FLAG}",
    ),
    (r"(=\s?)(?:yes|no|on|off|YES|NO|ON|OFF)(?=\s*(?:[,;)\]}]|$|[\w.-]+=))", rf"\1{_FLAG}"),
    (r"(:\s?)(?:yes|no|on|off|YES|NO|ON|OFF)(?=\s*(?:[,;)\]}]|$))", rf"\1{_FLAG}"),  # not `database: no such table`
    (r"\(\s*(?:on|off)(?:[ ,]+(?:on|off))*\s*\)", f"({_FLAG})"),
    (rf"(?i)(?<![\w.-])((?:[\w.-]+[._-])?(?:{_TELLING})\s?=\s?)", rf"\1{_KEPT}"),
    (
        rf"([\w)\]}}])(\s?=\s?)(?![=<>\s{_KEPT}]|$)(?:\"[^\"]*\"|'[^']*'|[\w.$]*\{{[^{{}}=]*\}}|[^\s,;)\]}}=|(\[{{\"']*)",
        rf"\1\2{_VALUE}",
    ),
    (rf"([\w)\]}}])(\s?=)(?=[,;)\]}}]|$|\s+(?!{ANY}))", rf"\1\2{_VALUE}"),
    (_KEPT, ""),
    (r"(?<=\s)\(\s*\)", f"({_VALUE})"),
    (rf"\b[A-Z]{{2,}}\({ANY}\)", _ID),
    (rf"{_MIXED}*(?:{ANY}{_MIXED}+|{_MIXED}{ANY}){_MIXED}*%?(?<![.])", _ID),
    (rf"{ANY} ?(?:[KMGTP]i?B|[kmgt]b|B|[KMGT])\b", _SIZE),
    (rf"([{_IP}{_HOST}]):{ANY}", r"\1"),
    (rf"{ANY}(?:[:/x*@+-]+ ?{ANY})+", _ID),
    (rf"{ANY}(?:[ ,;|]+(?:{ANY}|\*{{2,}}))*[ ,;|]+{ANY}", _LIST),
    (rf"[-+*#]({ANY})", r"\1"),
    (r"\s+", " "),
)
_WAYS = tuple((re.compile(way), by) for way, by in _STEPS)


@lru_cache(maxsize=1 << 16)
def reduced(shape: str) -> str:
    """The template of one masked message, by itself. At most as long as the message."""
    text = marked(shape)
    for way, by in _WAYS:
        text = way.sub(by, text)
    return spelt(text.strip())
