"""What a path in a repository says by its name alone: whose it is, and what kind of thing lies there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.model import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SETTINGS = r"\.(json|ya?ml|toml|env|properties|ini|conf|cfg|xml)"
_NEUTRAL = re.compile(
    r"(?i)\.(md|rst|adoc|png|svg)$|(^|/)(docs?|tests?|__tests__|spec|\.github|\.gitlab)/|(^|/)(licen[cs]e|codeowners"
    r"|\.gitignore|\.editorconfig|changelog)[^/]*$|(^|/)test_[^/]*$|[._-](test|spec)\.\w+$"
)
_LOCKS = r"(^|[/.-])lock(file)?$|-lock\.(json|ya?ml)$|\.lock$|(^|/)requirements[^/]*\.(txt|in)$|(^|/)requirements/."
_MANIFESTS = r"(^|/)(go\.(mod|sum)|pom\.xml|package\.json|pyproject\.toml|cargo\.toml|gemfile|pipfile|composer\.json)$"
_MACHINES = (
    r"\.(tf|tfvars|hcl|tpl)$|(^|/)(docker|container|proc|vagrant)file[^/]*$|(^|/)(docker-)?(compose|chart)[^/]*\.ya?ml$"
)
_CLUSTERS = r"(^|/)(k8s|kubernetes|manifests|helm|charts|terraform|ansible|infra|deploy|deployments?)/(.*/)?[^/]+"
_KINDS = (  # the first that fits a path
    (ChangeKind.SCHEMA, r"(^|/)(migrations?|migrate|alembic|flyway|liquibase)/.|\.sql$|(^|/)schema\.(rb|prisma)$"),
    (ChangeKind.FLAG, rf"(^|/)(feature[-_]?)?(flags?|toggles?)(/.*)?({_SETTINGS})?$"),
    (ChangeKind.DEPENDENCY, f"{_LOCKS}|{_MANIFESTS}"),
    (ChangeKind.CONFIG, rf"(^|/)values[^/]*\.ya?ml$|(^|/)(configs?|conf|settings)/(.*/)?[^/]+{_SETTINGS}$"),
    (ChangeKind.INFRA, f"{_MACHINES}|{_CLUSTERS}{_SETTINGS}$"),
    (ChangeKind.CONFIG, rf"{_SETTINGS}$|(^|/)\.env[^/]*$"),
)
_PATTERNS = tuple((kind, re.compile(f"(?i){pattern}")) for kind, pattern in _KINDS)
_OWN_FOLDER = re.compile(r"(?:^|/)(?:services|apps|applications|microservices|svc)/([^/]+)/")
_OWN_SOURCES = re.compile(r"^([^/]+)/src/")
_OWN_FILE = re.compile(
    r"(?:^|/)(?:configs?|conf|flags|k8s|kubernetes|manifests|charts|helm|deploy|migrations)/"
    r"(?:(?:prod|production|staging|stage|dev|development|test|qa|local|base|overlays|environments)/)*"
    r"([^/.]+)(?:\.[^/]+$|/)"
)
_NO_SERVICE = frozenset(
    {"all", "app", "application", "base", "common", "config", "default", "defaults", "global", "main", "settings"}
    | {"shared", "values", "prod", "production", "staging", "stage", "dev", "development", "test", "qa", "local"}
    | {"templates", "overlays", "environments", "env", "versions", "lib", "libs", "src", "kustomization", "flags"}
    | {"namespace", "ingress", "deployment", "service", "configmap", "secrets", "logging", "features", "index"}
)


def service_of(path: str) -> str:
    """The service whose file this is, in the repository's spelling; empty when the path does not say."""
    for pattern in (_OWN_FOLDER, _OWN_SOURCES, _OWN_FILE):
        found = pattern.search(path)
        if found and found[1].lower() not in _NO_SERVICE:
            return found[1]
    return ""


def services_of(paths: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Service -> its own paths and those of no service, in order of name; `""` alone when no path names one."""
    named = {path: service_of(path) for path in paths}
    services = sorted(set(named.values()) - {""}) or [""]
    return {one: tuple(path for path in paths if named[path] in (one, "")) for one in services}


def kind_of(paths: Iterable[str]) -> ChangeKind:
    """The kind of a change to these paths: code makes it a deploy, unless it alters the schema too."""
    kinds = {_kind(path) for path in paths if not _NEUTRAL.search(path)}
    if ChangeKind.SCHEMA in kinds:
        return ChangeKind.SCHEMA
    if ChangeKind.DEPLOY in kinds:
        return ChangeKind.DEPLOY
    order = (ChangeKind.FLAG, ChangeKind.CONFIG, ChangeKind.INFRA, ChangeKind.DEPENDENCY)
    return next((kind for kind in order if kind in kinds), ChangeKind.DEPLOY)


def _kind(path: str) -> ChangeKind:
    return next((kind for kind, pattern in _PATTERNS if pattern.search(path)), ChangeKind.DEPLOY)
