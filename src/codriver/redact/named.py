"""Values whose name or place tells: `password=...`, JSON and YAML keys, headers, cookies, options, URLs with user-info.

The name must end in a word for a secret: `max_tokens`, `secretName` and `password_reset_url` name none. A name that
may also mean something harmless (`key`, `session`, `routing_key`) counts only when its value looks drawn by lot.
"""

import re
from collections.abc import Iterator

from codriver.redact.spans import Span

_SURE = (
    r"pass(?:word|wd|phrase|code)|pwd|secret|credentials?|api[-_ ]?key|apikey|access[-_]?key|account[-_]?key"
    r"|(?:secret|private|shared|encryption|signing|master|license|app|application|auth)[-_]?key|token|sessionid"
    r"|session[-_]id|session[-_]?cookie|csrf|xsrf|otp|_auth"
)
_MAYBE = (
    r"key|routing[-_]?key|integration[-_]?key|service[-_]?key|session|sid|sig|signature|auth|pass|nonce|state|code|hash"
)
_SEP = r"(?:\\?[\"'])?\s{0,4}(?:=>|:=|=|:)\s{0,4}"
_QUOTED = r"(?P<q>\\?[\"'])(?P<quoted>(?:(?!(?P=q))[^\r\n]){1,4096}?)(?P=q)"
_BARE = r"(?P<bare>[^\s\"'&,;)}\]<>|\\]{1,4096})"
_PAIR = re.compile(
    rf"(?:(?P<sure>{_SURE})|(?<![a-z])(?P<maybe>{_MAYBE}))\d{{0,2}}{_SEP}(?:{_QUOTED}|{_BARE})", re.IGNORECASE
)
_IN_URL = re.compile(r"://[^\s/]{0,100}$")
_HEADER = re.compile(
    r"(?:proxy-)?authorization(?:\\?[\"'])?\s{0,4}[:=]\s{0,4}(?:\\?[\"'])?"
    r"(?:(?:basic|bearer|token|digest|negotiate|apikey|aws4-hmac-sha256)\s+)?(?P<value>[^\s\"'\\,;]{4,8192})",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"(?<![A-Za-z])(?:bearer|basic)\s+(?P<value>[A-Za-z0-9+/_.~=-]{16,8192})", re.IGNORECASE)
_COOKIE = re.compile(
    r"(?<![A-Za-z])(?:set-)?cookie(?:\\?[\"'])?\s{0,4}:\s{0,4}(?P<value>[^\r\n\"\\]{1,8192})", re.IGNORECASE
)
_CRUMB = re.compile(r"(?:^|;\s{0,4})(?P<name>[A-Za-z0-9_.\-]{1,80})=(?P<value>[^;\s]{1,4096})")
_HARMLESS = frozenset({"path", "domain", "expires", "max-age", "samesite", "lang", "locale", "theme", "tz", "version"})
_OPTION = re.compile(
    rf"(?<![\w-])--?[A-Za-z0-9-]{{0,40}}?(?:{_SURE}|user)\s{{1,4}}(?P<value>(?!-)[^\s\"']{{1,4096}})", re.IGNORECASE
)
_SQL = re.compile(r"(?:password|identified\s+by(?:\s+password)?)\s{1,4}'(?P<value>[^'\r\n]{1,512})'", re.IGNORECASE)
_SAID = re.compile(r"(?<![\w-])(?:password|passwd)\s+(?P<value>[^\s\"'=:,;]{6,200})", re.IGNORECASE)
_URL = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]{1,30}://(?P<user>[^\s/:@\"'<>]{0,200}):(?P<value>[^\s/@\"'<>]{1,400}(?:/[^\s/@\"'<>]{1,100})?)@"
)

_EMPTY = re.compile(
    r"\W{0,8}|\*+|x{3,}|\.{3}|-+|(?:null|none|nil|true|false|undefined|empty|unset|yes|no|n/a|todo|changeme\?)"
    r"|<[^>]*>?|\[[^\]]*\]?|\$?\{.*|\$\(.*|\$\w+|%\(?\w.*|%[sdv]|\?|:\w+|redacted|masked|hidden|filtered|secret|password|token",
    re.IGNORECASE,
)
_STATES = frozenset(  # what logs say of a secret instead of saying it
    re.findall(
        r"\w+",
        "incorrect invalid expired missing required wrong reset changed rejected revoked denied mismatch "
        "unknown not is was has failed failure ok valid accepted must cannot could should for from of and or "
        "in on at to by the a an will expires does provided given set found needed too authentication auth "
        "refresh refreshed rotated rotation policy error bearer basic requested request attempt attempts with ",
    )
)


def named(text: str) -> Iterator[Span]:
    """Every value that its name or its place gives away."""
    for match in _PAIR.finditer(text):
        yield from _pair(match)
    headers = ((_HEADER, "authorization"), (_SCHEME, "authorization"))
    for pattern, kind in (*headers, (_SQL, "password"), (_URL, "password")):
        yield from (Span(*one.span("value"), kind) for one in pattern.finditer(text) if not _placeholder(one["value"]))
    for pattern in (_OPTION, _SAID):
        yield from (Span(*one.span("value"), "password") for one in pattern.finditer(text) if _drawn(one["value"]))
    for match in _COOKIE.finditer(text):
        yield from _crumbs(match.start("value"), match["value"])


def _pair(match: re.Match[str]) -> Iterator[Span]:
    group = "quoted" if match["quoted"] is not None else "bare"
    value, groups = match[group], match.groupdict()
    sure = groups.get("sure")
    if _placeholder(value) or (group == "bare" and value.strip(".,!").lower() in _STATES):
        return
    if "@" in value and _IN_URL.search(match.string, max(0, match.start() - 120), match.start()):
        return  # user-info of a URL: its own rule ends it at the host
    if sure or (_drawn(value) and not _id_like(value)):
        kind = re.sub(r"[^a-z]+", "-", (sure or groups["maybe"]).lower()).strip("-")
        yield Span(*match.span(group), kind or "secret")


def _crumbs(begin: int, cookies: str) -> Iterator[Span]:
    for crumb in _CRUMB.finditer(cookies):
        if crumb["name"].lower() not in _HARMLESS and not _placeholder(crumb["value"]):
            yield Span(begin + crumb.start("value"), begin + crumb.end("value"), "cookie")


def _placeholder(value: str) -> bool:
    return _EMPTY.fullmatch(value.strip()) is not None or "[redacted:" in value


def _drawn(value: str) -> bool:
    """Whether a value looks drawn by lot, not said: long, letters and digits or signs mixed."""
    kinds = (any(map(str.isdigit, value)), any(map(str.islower, value)), any(map(str.isupper, value)))
    signs = any(not char.isalnum() for char in value)
    return (len(value) >= 16 and sum(kinds) >= 2) or (len(value) >= 6 and kinds[0] and kinds[1] and (kinds[2] or signs))  # noqa: PLR2004 - how long a drawn value is


def _id_like(value: str) -> bool:
    """A path, a UUID, a digest, a name of several parts: keys of caches and queues look like that."""
    plain = re.fullmatch(r"[0-9a-f-]{1,64}|[\d.]+|[\w.-]*[:/].*|[a-z]+(?:[-_.][a-z0-9]+)+", value, re.IGNORECASE)
    return plain is not None or len(value) < 20  # noqa: PLR2004 - shorter keys name things
