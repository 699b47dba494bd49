"""What is looked for, and how each kind of it is heard: an alert, a phrase, a log line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_LINES = 20
_LONGEST = 4_000  # characters of one text: beyond that it is a dump
_ROUTING = frozenset(
    """alert_type alertgroup alertmanager alertname channel cluster device endpoint env environment fqdn fstype host
    hostname instance le monitor mountpoint node pager path pod priority prometheus quantile receiver region replica
    severity stage team tier zone""".split()  # noqa: SIM905 - a list of quoted words reads worse
)  # labels that say where a message goes or which of many it is, not what is wrong
LINKS = ("runbook_url", "runbook", "runbook_link", "runbooks", "playbook", "playbook_url")
_SAID = ("summary", "message", "title")
_DESCRIBED = ("description",)
_NOISE = re.compile(
    r"https?://\S+|\b\d[\w.:%-]*|\b[0-9a-f]{8,}\b|\b\w+(?:-\w+)*-[0-9a-f]{4,}-\w{4,5}\b|(?:[\w-]+\.){2,}[a-z]{2,}\b"
    r"|\{\{.*?\}\}|<\w+>|\b[A-Z]+ = \S+"
)  # numbers, addresses, ids and hosts are never the same twice
_HEAD = re.compile(
    r"^\s*(?:\d{4}-\d\d-\d\d[T ][\d:.,]+Z?(?:[+-]\d\d:?\d\d)?|[A-Z][a-z]{2} +\d+ [\d:]+)?\s*(?:[\w.-]+\[\d+\]:?)?\s*"
)
_LEVEL = re.compile(r"^[\s\[]*(?:ERROR|WARN(?:ING)?|FATAL|CRITICAL|PANIC|INFO|E|W|F)\b[\s\]:]*")
_STAMP = re.compile(r"\b(?:time|ts|caller|level|lvl|severity|logger)=(?:\"[^\"]*\"|\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for; all may be empty.

    The alerts' names, their texts in the same order, their labels and annotations; the services in trouble; log
    lines, the weightiest first; and a phrase in a person's own words.
    """

    alerts: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    services: tuple[str, ...] = ()
    logs: tuple[str, ...] = ()
    phrase: str = ""

    def links(self) -> Iterator[tuple[str, str]]:
        """The labels that lead to a runbook."""
        return ((key, value) for key, value in self.labels if key.lower() in LINKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One thing that asks.

    An alert has a name, what it `said` in one line, how it `described` that, and labels; a phrase is only `said`; a
    `line` is of a log.
    """

    name: str = ""
    said: str = ""
    described: str = ""
    labels: str = ""
    line: str = ""

    def part(self, name: str) -> str:
        """The part of that name, without numbers, addresses and ids."""
        return _NOISE.sub(" ", str(getattr(self, name)))

    @property
    def whole(self) -> str:
        """All but the labels."""
        return " ".join(text for text in (self.name, self.said, self.described, self.line) if text)


PARTS = ("name", "said", "described", "labels", "line")


def voices(asked: Asked) -> tuple[Voice, ...]:
    """Each alert, the phrase and each log line apart: a page answers one of them, not all at once."""
    labels = " ".join(
        value for key, value in asked.labels if key.lower() not in (*_ROUTING, *LINKS, *_SAID, *_DESCRIBED)
    )
    labels = f"{labels} {' '.join(asked.services)}"[:_LONGEST]
    alerts = [_alert(name, text, labels) for name, text in zip_longest(asked.alerts, asked.texts, fillvalue="")]
    lines = [Voice(line=bare(line)) for line in asked.logs[:_MOST_LINES]]
    phrase = [Voice(said=asked.phrase[:_LONGEST], labels=" ".join(asked.services))] if asked.phrase.strip() else []
    return tuple(dict.fromkeys([*alerts, *phrase, *lines]))


def bare(line: str) -> str:
    """A log line without stamps, host and level."""
    return _STAMP.sub(" ", _HEAD.sub("", line[:_LONGEST]))


def without_noise(line: str) -> str:
    """A log line without what is never the same twice, and without its level."""
    return _LEVEL.sub(" ", _NOISE.sub(" ", bare(line)))


def _alert(name: str, text: str, labels: str) -> Voice:
    said, _, described = text[:_LONGEST].partition("\n")
    if not described:
        said, _, described = said.partition(". ")
    return Voice(name=name, said=said, described=described, labels=labels)
