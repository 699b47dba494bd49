"""One thing that is wrong with a document, the rules by name, and what they look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from codriver.errors import KnowledgeError
    from codriver.knowledge.lint.coverage import Alerting
    from codriver.knowledge.markdown import Document
    from codriver.model import FailureMode, Service

ERROR, WARNING, NOTE = "error", "warning", "note"
RULES: Mapping[str, tuple[str, str]] = {
    "unreadable": (ERROR, "a document or failure mode that cannot be understood"),
    "secret": (ERROR, "a secret in a document"),
    "command": (ERROR, "a command that no shell can read"),
    "dead-link": (WARNING, "a link to a document that is not there"),
    "alert-dead-runbook": (ERROR, "an alert that links to a runbook that is not there"),
    "alert-no-runbook": (WARNING, "an alert without a runbook"),
    "critical-no-runbook": (ERROR, "a critical service without a runbook"),
    "critical-no-failure-mode": (WARNING, "a critical service without a failure mode"),
    "stale": (WARNING, "a review that is more than a year old, or overdue"),
    "no-verification": (WARNING, "commands that change things, and no word on how to see that they worked"),
    "no-rollback": (WARNING, "commands that change things, and no word on how to take them back"),
    "alike": (WARNING, "two failure modes that no listed evidence can tell apart"),
    "no-signs": (WARNING, "a failure mode without symptoms: it can never be found"),
    "underrated": (WARNING, "a remedy whose command does more than its risk says"),
    "duplicate": (NOTE, "a procedure that stands in two documents"),
    "script": (WARNING, "a script in a document; codriver shows it as text, other readers may run it"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, by which rule, how to mend it, and where (lines count from 1; 0 is the file as a whole)."""

    rule: str
    says: str
    hint: str
    file: str
    line: int

    @property
    def level(self) -> str:
        """Error, warning or note."""
        return RULES[self.rule][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What there is to look at, and the day on which it is looked at."""

    documents: tuple[Document, ...]
    modes: tuple[FailureMode, ...]
    broken: tuple[KnowledgeError, ...]
    files: frozenset[str]
    today: date
    services: tuple[Service, ...] = ()
    alerts: tuple[Alerting, ...] = ()
