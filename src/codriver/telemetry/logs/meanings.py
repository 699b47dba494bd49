"""What the text of a log line or exception is about, in the words of kinds: a readable table, first match wins.

General wording of Linux, HTTP, SQL, Python, Java, Go, Node and TLS libraries. Every pattern is RE2-safe.
When it is wrong: a line that quotes another system's error in passing, or says that something did *not* happen.
"""

import re

_ROWS: dict[str, tuple[str, ...]] = {
    "clock": (
        r"(?:token|jwt|assertion|signature)[^.]{0,40}(?:before issued|in the future|not yet (?:valid|current))",
        r"token not valid yet", r"immaturesignature", r"request ?time ?too ?skewed", r"clock ?(?:skew|drift|sync)",
        r"clocks? (?:is|are|differ|not in sync|out of sync|offset)", r"clock difference", r"system clock wrong",
        r"time (?:difference|offset) (?:is )?too (?:large|great|high)", r"timestamp (?:is )?(?:too far )?in the future",
    ),
    "dns": (
        r"name or service not known", r"temporary failure in name resolution", r"no such host", r"could not resolve",
        r"getaddrinfo", r"enotfound", r"eai_again", r"eai_noname", r"unknownhostexception", r"nodename nor servname",
        r"name resolution", r"nxdomain", r"servfail", r"dns (?:lookup|error|failure|timeout)",
    ),
    "tls": (
        r"certificate (?:has |is )?(?:expired|not yet valid|verify failed|required|unknown)",
        r"certificate_verify_failed", r"x509", r"tls[ _-]handshake", r"ssl[ _-]?handshake", r"handshake fail",
        r"sslerror", r"sslexception", r"sslhandshake", r"self[- ]signed", r"unable to get local issuer",
        r"ssl routines", r"ssl: ", r"wrong version number", r"cert(?:ificate)? expir", r"pkix path",
        r"certpathvalidator", r"hostname mismatch", r"bad certificate",
    ),
    "memory": (
        r"out ?of ?memory", r"oom[-_ ]?kill", r"outofmemoryerror", r"memoryerror", r"cannot allocate memory",
        r"enomem", r"java heap space", r"gc overhead limit", r"heap out of memory", r"allocation failed",
        r"memory (?:limit|cgroup)", r"killed process \d+", r"exceeded memory",
        r"oom command not allowed", r"\bmaxmemory\b",
        r"exit(?:ed)? (?:code|status|with code) 137", r"signal: killed", r"memory pressure",
    ),
    "disk": (
        r"no space left", r"enospc", r"disk (?:is )?full", r"disk quota exceeded", r"edquot",
        r"file ?system (?:is )?full", r"read-only file system", r"could not extend file",
        r"disk usage (?:exceed|above|over)", r"low disk",
        r"\befbig\b", r"file too large", r"disk is full", r"out of disk", r"i/o error", r"input/output error",
    ),
    "descriptors": (
        r"too many open files", r"\bemfile\b", r"\benfile\b", r"file descriptor(?:s)? (?:limit|exhaust)", r"ulimit",
    ),
    "threads": (
        r"can'?t start new thread", r"unable to create (?:new )?(?:native )?thread", r"rejectedexecution",
        r"thread ?pool (?:is )?(?:exhaust|full|satur)", r"executor (?:is )?(?:full|satur|rejected)",
        r"resource temporarily unavailable", r"no (?:free|idle|available) (?:threads?|workers?)",
        r"max(?:imum)? (?:threads|workers) reached", r"worker pool (?:exhaust|full)",
    ),
    "rate_limit": (
        r"too many requests", r"rate[- _]?limit", r"status(?:code)?[ =:]*429", r"http[ /]?429", r"quota exceeded",
        r"throttlingexception", r"request(?:s)? throttled",
    ),
    "connections": (
        r"pool (?:is |was |has been )?(?:exhaust|full|empty|timeout|timed out|limit|overflow)", r"queuepool",
        r"poolerror", r"connection ?pool", r"too many (?:connections|clients)",
        r"no (?:free|available|idle|more) connections?", r"remaining connection slots", r"max_connections",
        r"maxclients", r"max number of clients", r"unable to acquire (?:a )?(?:jdbc )?connection",
        r"(?:wait|timed out|timeout)[^.]{0,40} for (?:a |an )?(?:free |idle |available )?connection",
        r"could not (?:get|obtain|acquire) (?:a |jdbc )?connection", r"connection (?:is not available|limit)",
        r"hikaripool", r"all connections (?:are )?(?:in use|busy)", r"pool wait", r"acquire timeout",
        r"checkout timeout", r"cannot get a connection",
    ),
    "lock": (
        r"deadlock", r"lock wait timeout", r"could not (?:obtain|acquire) lock", r"lock timeout",
        r"database is locked", r"could not serialize", r"locknotavailable", r"lock contention",
        r"waiting for (?:\w+ )?lock",
    ),
    "schema": (
        r"no such (?:table|column)", r"unknown (?:column|table)", r"relation \S+ does not exist",
        r"column \S+ (?:of relation \S+ )?does not exist", r"table \S+ (?:doesn'?t|does not) exist",
        r"undefined ?(?:column|table)", r"has no column", r"duplicate column", r"null value in column",
        r"violates (?:not-null|foreign key|unique|check) constraint", r"invalid column", r"ora-00904", r"ora-00942",
        r"\b42(?:703|P01|P07|S02|S22)\b",
        r"schema (?:mismatch|version|validation)", r"migration (?:failed|pending|error)", r"undefinedfunction",
        r"type mismatch for column",
    ),
    "configuration": (
        r"missing (?:required )?(?:env|environment|config|setting|variable|option|parameter)",
        r"environment variable", r"required (?:setting|option|config|variable|env)\S*",
        r"\bnot (?:set|configured|defined in env)\b", r"invalid (?:config|setting|configuration|option|yaml|toml)",
        r"configuration (?:error|invalid|file)", r"config(?:uration)? (?:parse|error|invalid|not found)",
        r"unknown (?:option|setting|directive|configuration)", r"unrecognized (?:option|argument|configuration)",
        r"error parsing config", r"failed to (?:load|parse|read) (?:the )?(?:config|settings|configuration)",
        r"improperlyconfigured", r"scannererror", r"tomldecodeerror", r"yaml\.\w+\.\w*error",
        r"bad (?:config|configuration|setting)", r"no such setting", r"(?-i:KeyError: '[A-Z][A-Z0-9_]{2,}')",
        r"unsupported (?:option|setting)", r"could not load (?:config|settings)",
    ),
    "authentication": (
        r"unauthori[sz]ed", r"forbidden", r"access ?denied", r"permission denied",
        r"invalid (?:credentials|password|token|api[ _-]?key|signature|grant)",
        r"authentication (?:failed|failure|error|required)", r"password authentication failed",
        r"login failed for (?:user|login)", r"status(?:code)?[ =:]*40[13]\b", r"http[ /]?40[13]\b",
        r"(?:token|credentials?|session|jwt|key) (?:has |is |have )?expired", r"expired (?:token|credentials)",
        r"not authori[sz]ed", r"invalid_grant", r"noauth", r"wrongpass", r"bad credentials",
    ),
    "refused": (
        r"connection ?refused", r"econnrefused", r"connectexception", r"actively refused",
        r"refused (?:the |our )?connection", r"refused by",
    ),
    "unreachable": (
        r"no route to host", r"network (?:is )?unreachable", r"host (?:is )?(?:unreachable|down)", r"ehostunreach",
        r"enetunreach", r"connection (?:was )?(?:reset|aborted|closed|lost|terminated|dropped)", r"econnreset",
        r"broken pipe", r"epipe", r"connectionreset", r"remotedisconnected", r"remote end closed",
        r"server closed the connection", r"unexpected eof", r"premature (?:close|end)", r"incompleteread",
        r"server has gone away", r"lost connection", r"socket hang up", r"connection error",
        r"communications link failure", r"no healthy upstream", r"upstream connect error", r"no live upstreams",
        r"service unavailable", r"not reachable", r"unable to connect", r"cannot connect", r"could not connect",
        r"failed to connect", r"(?:connection|link|session)\b.{0,80} could not be (?:established|opened)",
        r"(?:node|broker|coordinator|leader|replica|primary|master) (?:is |may )?not (?:be )?available",
    ),
    "timeout": (
        r"tim(?:ed|e)[ _-]?out", r"timeouterror", r"timeoutexception", r"deadline ?exceeded", r"context deadline",
        r"etimedout", r"no (?:answer|response|reply) (?:within|after|in)", r"too slow", r"took too long",
        r"statement timeout", r"canceling statement", r"request cancel(?:l)?ed", r"status(?:code)?[ =:]*504",
    ),
    "cpu": (
        r"cpu (?:is )?throttl", r"throttled (?:by )?cpu",
        r"cpu (?:limit|quota|starv|usage (?:above|over|exceed)|satur)", r"soft lockup",
        r"event loop (?:is )?(?:blocked|lag|delay)", r"clock leap", r"gc pause", r"stop-the-world",
    ),
    "http_5xx": (

        r"(?:status(?:[ _]?code)?|http(?:/[\d.]+)?|returned|answered|responded(?: with)?|response|got)\W{0,3}5\d\d\b",
        r"bad gateway", r"internal server error", r"gateway time-?out", r"upstream (?:error|failed|prematurely|sent)",
        r"\b50[0234] (?:bad|internal|service|gateway)",
    ),
    "restart": (
        r"^(?:ready|started|stopped|starting|stopping|restarted)\b",
        r"start(?:ing|ed)? up", r"starting (?:server|service|application|process|worker|with|v?\d)",
        r"(?:server|service|application|process|worker|container) (?:has )?(?:started|starting|restart|stopped|exited)",
        r"listening (?:on|at)", r"booting", r"boot(?:ed)? in", r"started (?:in|on|with|server)", r"shutting down",
        r"shutdown", r"graceful(?:ly)? (?:stop|shut)", r"received (?:sig)?(?:term|int|signal|kill|hup)", r"sigterm",
        r"sigkill", r"ready (?:to|for) (?:accept|connections|handle|serve)", r"accepting connections", r"restarting",
        r"crashloop", r"back-off restarting", r"exiting", r"terminated by signal",
        r"database system is (?:ready|shut)",
    ),
}  # fmt: skip
_MEANINGS = tuple((kind, re.compile("|".join(ways), re.IGNORECASE)) for kind, ways in _ROWS.items())


def kind_of(text: str) -> str:
    """The kind of trouble or event that the text names, or ""."""
    return next((kind for kind, pattern in _MEANINGS if pattern.search(text)), "")
