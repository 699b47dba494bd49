"""Services and who needs whom, from a docker-compose file.

What it looks for: `services`, each with `depends_on` (both forms), `links`, and environment values that name another
service as a host (`http://inventory:8080`); labels that end in `owner` or `criticality`. When it is wrong: a variable
may name a host that the code never calls, and what stands in an `env_file` or an included file is not seen. Of the
environment only a host's name is ever quoted: secrets stay where they are.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from codriver.access import bounded_yaml
from codriver.access.bounded_yaml import BrokenYaml, Document
from codriver.access.files import read_text
from codriver.connectors import Fact, File
from codriver.errors import SourceError
from codriver.model import Citation, Dependency, Gap, Ref, Scope, Service

_CRITICALITY = {
    **dict.fromkeys(("critical", "tier-0", "tier0", "0", "p0", "highest"), "critical"),
    **dict.fromkeys(("high", "tier-1", "tier1", "1", "p1"), "high"),
    **dict.fromkeys(("low", "tier-3", "tier3", "3", "p3", "lowest"), "low"),
}  # what teams call it; every other word is normal
NAME = "compose"
_LARGEST = 4 * bounded_yaml.LARGEST  # bytes: a character takes at most four
_FILE = re.compile(r"(?i)(^|/)(docker-)?(compose|stack)[^/]*\.ya?ml$")
_SERVICES = re.compile(r"^services:[ \t]*(#.*)?\r?$", re.MULTILINE)
_OF_A_SERVICE = re.compile(r"^[ \t]+(image|build|depends_on|env_file|restart):", re.MULTILINE)
_DEFAULT = re.compile(r"\$\{[^{}]*?:?-([^{}]*)\}")
_ADDRESS = re.compile(
    r"(?:^|[\s,;\[\"'])(?:(?P<scheme>[a-z][\w+.-]*://)(?:[^\s/]*@)?)?(?P<host>[A-Za-z0-9][\w.-]*)(?P<port>:\d+)?"
    r"(?=[\s,;/?\"'\]]|$)"
)
_NAMES_A_HOST = re.compile(
    r"(?i)(^|_)(host|hostname|addr|address|url|uri|dsn|endpoint|servers?|brokers?|upstream|target)s?$"
)
_LONGEST = 2_000  # of an environment value; addresses are shorter


@dataclass(frozen=True, slots=True)
class _Page:
    """The file as text and as values; `hosts` gives the service behind each host name."""

    name: str
    lines: tuple[str, ...]
    document: Document
    hosts: Mapping[str, str]

    def cite(self, quote: str, *place: str | int) -> tuple[Citation, ...]:
        """The name `quote` on the line of the place; on the service's own line where the value is spelled in code."""
        for line in (self.document.line(*place), self.document.line(*place[:2])):
            if quote and quote in self.lines[line - 1]:
                return (Citation(Ref(NAME, f"{self.name}:{line}"), quote),)
        line = self.document.line(*place[:2])
        return (Citation(Ref(NAME, f"{self.name}:{line}"), self.lines[line - 1].strip().partition(":")[0]),)


def recognise(file: File) -> float:
    """Sure by `services:` at the left edge, with a compose file's name or a service's own keys below it."""
    text = file.sample.decode("utf-8", "replace")
    if not file.name.lower().endswith((".yml", ".yaml")) or not _SERVICES.search(text):
        return 0.0
    if _FILE.search(file.name):
        return 0.95
    return 0.8 if _OF_A_SERVICE.search(text) else 0.0


def read(file: File, scope: Scope) -> Iterator[Fact]:
    """Every service of the file and every dependency between them, whatever the scope: a map has no time.

    Raises:
        SourceError: no YAML, or no services in it.
    """
    del scope
    text = read_text(file.path, _LARGEST, name=file.name)
    try:
        document = bounded_yaml.read(text)
    except BrokenYaml as error:
        raise SourceError(f"{file.name}:{error.line}: {error.message}", hint=error.hint) from error
    services = _mapping(document.value, "services")
    if not services:
        raise SourceError(f"{file.name}: no `services` in it", hint="give the compose file that lists them")
    page = _Page(file.name, tuple(re.split(r"\r\n?|\n", text)), document, _hosts(services))
    for name, body in sorted(services.items()):
        yield from _service(page, name, body) if isinstance(body, dict) else [_no_service(page, name)]


def _service(page: _Page, name: str, body: dict[str, Any]) -> Iterator[Service | Dependency]:
    found = sorted(_needed(page, name, body), key=lambda pair: pair[0])
    callees = {callee: cites for callee, cites in reversed(found) if callee != name}
    labels = {**_pairs(_mapping(body, "deploy").get("labels")), **_pairs(body.get("labels"))}
    yield Service(
        name=name,
        owner=_label(labels, "owner"),
        criticality=_CRITICALITY.get(_label(labels, "criticality").strip().lower(), "normal"),
        depends_on=tuple(sorted(callees)),
    )
    yield from (Dependency(caller=name, callee=callee, cites=callees[callee]) for callee in sorted(callees))


def _needed(page: _Page, name: str, body: dict[str, Any]) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Who is needed, and where that stands, the plainest statement first."""
    for key in ("depends_on", "links"):
        for place, callee in _listed(body.get(key)):
            callee = callee.partition(":")[0]  # noqa: PLW2901 - `links` may add an alias behind a colon
            yield callee, page.cite(callee, "services", name, key, place)
    for place, key, value in _variables(body.get("environment")):
        for host in _addresses(key, value):
            if host.lower() in page.hosts:
                yield page.hosts[host.lower()], page.cite(host, "services", name, "environment", place)


def _addresses(key: str, value: str) -> Iterator[str]:
    """Hosts in a value; a bare word is one only where the variable's name says so."""
    for found in _ADDRESS.finditer(_DEFAULT.sub(r"\1", value[:_LONGEST])):
        if found["scheme"] or found["port"] or _NAMES_A_HOST.search(key):
            yield found["host"]


def _hosts(services: Mapping[str, Any]) -> dict[str, str]:
    """Host name -> service: its name, its container's, its hostname, its aliases in networks."""
    hosts = {name.lower(): name for name in services}
    for name, body in sorted(services.items()):
        networks = _mapping(body, "networks").values()
        aliases = [alias for network in networks for _, alias in _listed(_mapping(network).get("aliases"))]
        for host in (_mapping(body).get("container_name"), _mapping(body).get("hostname"), *aliases):
            hosts.setdefault(str(host).lower(), name)
    return hosts


def _listed(value: Any) -> list[tuple[str | int, str]]:
    """(place, name) of a list of names, or of a mapping by name."""
    if isinstance(value, dict):
        return [(str(name), str(name)) for name in value]
    return [(at, one) for at, one in enumerate(value) if isinstance(one, str)] if isinstance(value, list) else []


def _variables(value: Any) -> Iterator[tuple[str | int, str, str]]:
    """(place, name, value) of an environment, written as a list of `NAME=value` or as a mapping."""
    if isinstance(value, dict):
        yield from ((str(key), str(key), text) for key, text in value.items() if isinstance(text, str))
    for at, pair in _listed(value) if isinstance(value, list) else ():
        key, _, text = pair.partition("=")
        yield at, key, text


def _pairs(labels: Any) -> dict[str, str]:
    return {key: text for _, key, text in _variables(labels)}


def _label(labels: Mapping[str, str], word: str) -> str:
    """The label of that name, or one whose last part is that word (`com.example.owner`)."""
    return next((labels[key] for key in sorted(labels) if re.split(r"[./]", key)[-1].lower() == word), "").strip()


def _mapping(value: Any, key: str = "") -> dict[str, Any]:
    found = value.get(key) if key and isinstance(value, dict) else value
    return {str(name): item for name, item in found.items()} if isinstance(found, dict) else {}


def _no_service(page: _Page, name: str) -> Gap:
    where = f"{page.name}:{page.document.line('services', name)}"
    return Gap(
        what=f"service {name} of {page.name}", why=f"{where}: it has no content", hint="give it an `image`", source=NAME
    )
