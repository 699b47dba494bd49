"""curl: by method; what is sent makes a GET a POST; some servers are known by their paths."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from codriver.gate.call import Call
from codriver.gate.options import Taken, taken
from codriver.gate.paths import written
from codriver.gate.shell.scope import resolved
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed
from codriver.gate.verbs import asks_help, deed
from codriver.gate.verdict import R1, R2, R3, READ, Deed, Risk

_VALUED = listed(
    "-X --request -d --data --data-raw --data-binary --data-ascii --data-urlencode --json -F --form "
    "--form-string -H --header -o --output -u --user -A --user-agent -e --referer -b --cookie -c "
    "--cookie-jar -T --upload-file -m --max-time --connect-timeout -x --proxy -w --write-out --url -K "
    "--config -E --cert --key --cacert --capath --resolve --interface --retry --retry-delay "
    "--retry-max-time -r --range --limit-rate -D --dump-header --oauth2-bearer --unix-socket "
    "--abstract-unix-socket --proto -C -t -y -Y -z -Q --quote --aws-sigv4 --connect-to --dns-servers "
    "--url-query --trace --trace-ascii --stderr --output-dir --max-redirs --ciphers --tls-max -P "
    "--netrc-file"
)
_BODY = listed("-d --data --data-raw --data-binary --data-ascii --data-urlencode --json -F --form --form-string")
_READING = re.compile(  # a POST that asks
    r"(/_(search|msearch|count|mget|field_caps|validate/query|analyze|cat|explain|sql|async_search|search/template|render/template|eql/search)\b"
    r"|/api/v1/(query|query_range|series|labels|query_exemplars|format_query|parse_query)$|/loki/api/v1/(query|query_range|series|labels|index/stats)"
    r"|/graphql/?$|/api/ds/query|/select/logsql/query|/render/?$|/v1/sql/query|/api/search|/v1/query$|/metrics/find|/_sql$|/search/?$)"
)
_SCOPED = re.compile(
    r"/(actuator/loggers|loggers?|loglevel|log-level|logging|debug|admin/(pools?|hosts?|nodes?|backends?|instances?)|drain|silences?|"
    r"flags?|features?|toggles?|annotations?|maintenance|quiesce|pprof)(/|$|\?)"
)
_DESTROYING = re.compile(
    r"(delete|/_?restore\b|purge|wipe|truncate|drop|destroy|flush_all|failover|erase|revoke|_delete_by_query"
    r"|delete_series|clean_tombstones|promote)"
)


_TOLD = re.compile(  # a GET that acts: the last word of the path is an order, or a hook is called
    r"/(-/)?(restart|reload|toggle|trigger|redeploy|rollback|reboot|kill|flush|flush_all|purge|drain|enable|disable|pause"
    r"|resume|stop|start|terminate|promote|failover|shutdown|quitquitquit)/?$|/(web)?hooks?/\w"
)


def rate(call: Call) -> Iterator[Deed]:
    """By what is asked of which server, and by where the answer is kept."""
    if call.name == "wget":
        yield from _wget(call)
        return
    asked = taken(call.args, _VALUED)
    if asks_help(call.args):
        yield deed(READ, call.name, "--help")
        return
    yield from _kept(call, asked.values("-o", "--output", "-D", "--dump-header", "-c", "--cookie-jar"))
    for path in asked.values("-K", "--config"):
        text = call.file(path)
        yield from (
            ()
            if text is not None
            else (deed(R2, call.name, f"-K {path}", why="is told what to do by a file that cannot be seen"),)
        )
        if text:
            asked = taken((*call.args, *(word for line in text.splitlines() for word in _config_line(line))), _VALUED)
    for url in (*asked.words, *asked.values("--url")) or ("",):
        yield _one(call, url, _method(asked), _sent(call, asked))


def _config_line(line: str) -> list[str]:
    name, _, value = line.strip().partition(" " if " " in line.strip() else "=")
    return ["--" + name.lstrip("-"), value.strip('= "')] if name and not name.startswith("#") else []


def _wget(call: Call) -> Iterator[Deed]:
    asked = taken(
        call.args,
        listed(
            "-O -o -P --directory-prefix --output-document --method --body-data --body-file --post-data --post-file "
            "-T --header --user --password -t --timeout --tries -e -i -U --execute"
        ),
    )
    sent = " ".join(asked.values("--body-data", "--post-data"))
    posts = asked.values("--post-data", "--post-file")
    method = (asked.values("--method") or (("POST",) if posts else ("GET",)))[-1].upper()
    yield from _kept(call, asked.values("-O", "--output-document", "-P", "--directory-prefix"))
    for url in asked.words or ("",):
        yield _one(call, url, method, sent)


def _kept(call: Call, paths: tuple[str, ...]) -> Iterator[Deed]:
    for path in paths:
        if path != "-":
            call.scope.files[path] = UNKNOWN
            yield from written(resolved(path, call.scope), remote=call.remote, tool=call.name, saved=True)


def _method(asked: Taken) -> str:
    explicit = asked.values("-X", "--request")
    if explicit:
        return explicit[-1].upper()
    if asked.has("-G", "--get", "-I", "--head"):
        return "GET"
    if asked.has("-T", "--upload-file"):
        return "PUT"
    if asked.has("-Q", "--quote"):
        return "QUOTE"
    return "POST" if asked.values(*_BODY) or any(name in asked.options for name in _BODY) else "GET"


def _sent(call: Call, asked: Taken) -> str:
    def text_of(text: str) -> str:
        if text in ("@-", "@/dev/stdin"):
            return call.stdin or UNKNOWN
        return (call.file(text[1:]) or UNKNOWN) if text.startswith("@") else text

    return " ".join(map(text_of, asked.values(*_BODY)))


def _one(call: Call, url: str, method: str, sent: str) -> Deed:
    place = urlsplit(url if "://" in url else "http://" + url.replace(UNKNOWN, "x"))
    name = f"{method} {url[:80]}"
    return deed(risk_of(method, place.path, place.query, sent), call.name, name, why="asks a server")._replace(
        place=f"host {place.netloc}"
    )


def _acts(path: str, query: str) -> bool:
    """Whether looking there does something, by the words of the address."""
    ordered = re.search(r"[?&](action|cmd|command)=(?!get|list|show|status)", "?" + query)
    built = "token=" in query and re.search(r"/build(WithParameters)?$", path)
    return bool(ordered or built or _TOLD.search(path.lower()))


def risk_of(method: str, path: str, query: str, sent: str) -> Risk:
    """The class of one request."""
    if method in ("GET", "HEAD", "OPTIONS", "PROPFIND"):
        return R2 if _acts(path, query) else READ
    if method == "DELETE":
        return R2 if re.search(r"/(silences?|annotations?|sessions?)/", path) else R3
    if _READING.search(path) and method == "POST":
        return _query(path, sent)
    if _DESTROYING.search(path.lower()) or _DESTROYING.search(sent.lower()):
        return R3
    return R1 if method in ("POST", "PUT", "PATCH") and _SCOPED.search(path.lower()) and UNKNOWN not in path else R2


def _query(path: str, sent: str) -> Risk:
    if path.rstrip("/").endswith("/graphql"):
        try:
            text = str(json.loads(sent).get("query", ""))
        except (ValueError, AttributeError):
            text = sent
        return R2 if "mutation" in text or UNKNOWN in sent else READ
    return READ
