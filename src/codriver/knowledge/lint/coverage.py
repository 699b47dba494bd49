"""Rules for what is missing: services and alerts without documents. Links are held against names, never followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.access import bounded_yaml
from codriver.errors import KnowledgeError
from codriver.knowledge.asked import LINKS
from codriver.knowledge.lint.problems import Known, Problem
from codriver.knowledge.search import leads_to
from codriver.knowledge.words import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.model import Service

CRITICAL = ("critical", "high")
_CONFIG = "codriver.toml"


@dataclass(frozen=True, slots=True)
class Alerting:
    """A rule that raises an alert: its name, where its runbook is said to be, where it stands, and what it says."""

    name: str
    link: str
    file: str
    line: int
    says: str = ""


def alert_rules(name: str, text: str) -> tuple[Alerting, ...]:
    """The alerting rules of a Prometheus rule file, or of a `PrometheusRule`; none in other YAML.

    Raises:
        KnowledgeError: it is no YAML.
    """
    try:
        document = bounded_yaml.read(text)
    except bounded_yaml.BrokenYaml as error:
        raise KnowledgeError(error.message, file=name, line=error.line, hint=error.hint) from error
    value = document.value if isinstance(document.value, dict) else {}
    inner = value.get("spec") if isinstance(value.get("spec"), dict) else value
    above = ("spec",) if inner is not value else ()
    found = []
    for number, group in enumerate(_listed(inner, "groups")):
        for at, rule in enumerate(_listed(group, "rules")):
            if isinstance(rule, dict) and isinstance(rule.get("alert"), str):
                line = document.line(*above, "groups", number, "rules", at)
                found.append(Alerting(rule["alert"], _link(rule), name, line, _says(rule)))
    return tuple(found)


def _listed(value: object, key: str) -> list[object]:
    inner = value.get(key) if isinstance(value, dict) else None
    return inner if isinstance(inner, list) else []


def _link(rule: dict[str, object]) -> str:
    for part in ("annotations", "labels"):
        told = rule.get(part)
        for key, link in told.items() if isinstance(told, dict) else ():
            if str(key).lower() in LINKS and isinstance(link, str):
                return link
    return ""


def _says(rule: dict[str, object]) -> str:
    told = rule.get("annotations")
    texts = (told.get(key) for key in ("summary", "description", "message")) if isinstance(told, dict) else ()
    return "\n".join(text for text in texts if isinstance(text, str))


def coverage(known: Known) -> Iterator[Problem]:
    """Critical services without documents, alerts without a runbook or with a dead link."""
    for service in known.services:
        if service.criticality in CRITICAL:
            yield from _service(known, service)
    for alert in known.alerts:
        if not alert.link:
            if not any(slug(alert.name) in slugs_of(known, file) for file in known.files):
                yield Problem("alert-no-runbook", f"{alert.name} has no runbook_url", "add it", alert.file, alert.line)
        elif not any(leads_to(alert.link, file) for file in known.files):
            says = f"{alert.name} links to {alert.link}, and no document here ends so"
            yield Problem("alert-dead-runbook", says, "mend the link, or write the runbook", alert.file, alert.line)


def slugs_of(known: Known, file: str) -> set[str]:
    """Under which names a file is known: its own, and its title's."""
    titles = {slug(one.title) for one in known.documents if one.name == file}
    return {slug(file.rpartition("/")[2].partition(".")[0]), *titles}


def _service(known: Known, service: Service) -> Iterator[Problem]:
    names = {slug(one) for one in (service.name, *service.aliases)}
    if not any(names & covered_by(one.word("service") or one.word("services"), one.name) for one in known.documents):
        hint = f"write one with `service: {service.name}` in its front matter"
        yield Problem(
            "critical-no-runbook", f"{service.name} is {service.criticality} and has no runbook", hint, _CONFIG, 0
        )
    if not any(slug(mode.service) in names for mode in known.modes):
        hint = f"codriver failure-modes new {service.name}"
        says = f"{service.name} is {service.criticality} and has no failure mode"
        yield Problem("critical-no-failure-mode", says, hint, _CONFIG, 0)


def covered_by(services: str, file: str) -> set[str]:
    """Slugs of the services that a document is about: by its front matter, its file or its folders."""
    return {slug(one) for one in (*services.split(","), *file.rpartition(".")[0].split("/"))} - {""}
