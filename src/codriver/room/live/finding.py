"""Which running systems can be asked from here: by the environment, the kubeconfig, git's remote, and usual ports."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from codriver.access.files.documents import read_text
from codriver.access.kubeconfig import cluster
from codriver.errors import SourceError
from codriver.room.plugged import live_connectors

PROBE_S = 0.5
Knock = Callable[[str, str, bytes], bool]
"""Whether a system at this address answers this path with these words in it."""

_ADDRESSES: Mapping[str, tuple[str, ...]] = {  # connector -> environment variables that tools keep its address in
    "prometheus": ("PROMETHEUS_URL", "PROMETHEUS_ADDR", "PROM_URL"),
    "alertmanager": ("ALERTMANAGER_URL",),
    "loki": ("LOKI_ADDR", "LOKI_URL"),
    "elasticsearch": ("ELASTICSEARCH_URL", "ES_URL", "OPENSEARCH_URL"),
    "jaeger": ("JAEGER_QUERY_URL", "JAEGER_URL"),
    "tempo": ("TEMPO_URL",),
    "grafana": ("GRAFANA_URL",),
    "argocd": ("ARGOCD_SERVER",),
}
_TOKENS: Mapping[str, tuple[str, ...]] = {
    "prometheus": ("PROMETHEUS_TOKEN",),
    "elasticsearch": ("ES_API_KEY", "ELASTICSEARCH_API_KEY", "ELASTIC_API_KEY"),
    "grafana": ("GRAFANA_TOKEN", "GRAFANA_SERVICE_ACCOUNT_TOKEN", "GRAFANA_API_KEY"),
    "argocd": ("ARGOCD_AUTH_TOKEN",),
    "github": ("GITHUB_TOKEN", "GH_TOKEN"),
    "gitlab": ("GITLAB_TOKEN", "GITLAB_PRIVATE_TOKEN"),
    "sentry": ("SENTRY_AUTH_TOKEN", "SENTRY_TOKEN"),
    "pagerduty": ("PAGERDUTY_TOKEN", "PAGERDUTY_API_KEY", "PD_API_KEY"),
}
_REMOTE = re.compile(r'^\[remote "origin"\][^\[]*?^\s*url\s*=\s*(\S+)', re.MULTILINE)
_FORGE = re.compile(r"(?:ssh://)?(?:https?://)?(?:[^@/\s]+@)?([\w.-]+)(?::\d+)?[:/]([\w./-]+?)(?:\.git)?/?$")


@dataclass(frozen=True, slots=True)
class Reached:
    """A running system: its table of codriver.toml, and how it was found."""

    name: str
    because: str
    keys: tuple[tuple[str, object], ...]

    def text(self) -> str:
        """As codriver.toml has it."""
        lines = [f"[sources.{self.name}]    # {self.because}"]
        lines += [f"{key} = {json.dumps(value)}" for key, value in self.keys]
        return "\n".join(lines) + "\n"


def reached(folder: Path, environ: Mapping[str, str], knock: Knock | None = None) -> tuple[Reached, ...]:
    """Every system that can be asked; usual ports are knocked at only when there is a `knock`."""
    found = [*_cluster(environ), *_addressed(environ), *_forge(folder, environ), *_hosted(environ)]
    named = {one.name for one in found}
    for name, module in live_connectors()[0].items():
        if knock and name not in named and hasattr(module, "PROBE"):
            found += _at_its_port(name, module, knock)
    return tuple(sorted(found, key=lambda one: one.name))


def _cluster(environ: Mapping[str, str]) -> Iterator[Reached]:
    try:
        found = cluster(environ)
    except SourceError as error:
        if "does not run" in error.message:
            proxy = (("url", "http://127.0.0.1:8001"),)
            yield Reached("kubernetes", "your kubeconfig lets in by a program: run `kubectl proxy` first", proxy)
        return
    keys = (("namespaces", [found.namespace]),) if found.namespace else ()
    yield Reached("kubernetes", f"from your kubeconfig: {found.url}", keys)


def _addressed(environ: Mapping[str, str]) -> Iterator[Reached]:
    for name, variables in _ADDRESSES.items():
        variable = next((one for one in variables if environ.get(one)), "")
        if variable:
            url = environ[variable]
            url = url if "://" in url else f"https://{url}"
            if urlsplit(url).username is None:
                yield Reached(name, f"from {variable}", (("url", url), *_token(name, environ)))


def _forge(folder: Path, environ: Mapping[str, str]) -> Iterator[Reached]:
    """GitHub or GitLab, as the remote of the repository says."""
    try:
        config = read_text(folder / ".git" / "config", 1 << 16, name=".git/config")
    except SourceError:
        return
    remote = _REMOTE.search(config)
    place = _FORGE.match(remote[1]) if remote else None
    if not place:
        return
    host, name = place[1], place[2].strip("/")
    token = _token("github", environ) or (("token_env", "GITHUB_TOKEN"),)
    if host == "github.com":
        yield Reached("github", "from git's remote", (("url", "https://api.github.com"), ("repos", [name]), *token))
    elif "gitlab" in host:
        token = _token("gitlab", environ) or (("token_env", "GITLAB_TOKEN"),)
        yield Reached("gitlab", "from git's remote", (("url", f"https://{host}"), ("projects", [name]), *token))


def _hosted(environ: Mapping[str, str]) -> Iterator[Reached]:
    """Those whose address everybody knows, when there is a token for them."""
    if environ.get("SENTRY_ORG") and _token("sentry", environ):
        url = environ.get("SENTRY_URL", "https://sentry.io").rstrip("/")
        keys = (("url", url), ("org", environ["SENTRY_ORG"]), *_token("sentry", environ))
        yield Reached("sentry", "from SENTRY_ORG", keys)
    if _token("pagerduty", environ):
        (_, variable), *_ = _token("pagerduty", environ)
        keys = (("url", "https://api.pagerduty.com"), ("token_env", variable))
        yield Reached("pagerduty", f"from {variable}", keys)


def _token(name: str, environ: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    variable = next((one for one in _TOKENS.get(name, ()) if environ.get(one)), "")
    return (("token_env", variable),) if variable else ()


def _at_its_port(name: str, module: ModuleType, knock: Knock) -> Iterator[Reached]:
    path, words = module.PROBE
    if knock(module.URL, path, words):
        yield Reached(name, f"answers at {module.URL}", (("url", module.URL),))


def knocked(url: str, path: str, words: bytes) -> bool:
    """Whether the system there answers so, within half a second."""
    from codriver.access.http.client import Client
    from codriver.access.http.deadline import Deadline

    try:
        answer = Client(url, deadline=Deadline.within(PROBE_S)).maybe(path, headers={"accept": "*/*"})
    except SourceError:
        return False
    return answer is not None and words in answer.body
