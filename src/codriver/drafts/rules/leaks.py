"""Leaks. Outside: no hosts, addresses, paths, commits, people, vendors or names of inner services. Anywhere: no secret.

When it is wrong: an inner service whose name is an ordinary word; then say it in the users' words.
"""

import re
from collections.abc import Iterator

from codriver.drafts.facts import Facts
from codriver.drafts.rules import Offence, Words, blocks
from codriver.redact.egress import redact

_SHAPES = {
    "an address": re.compile(
        r"\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b|\b(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}\b", re.IGNORECASE
    ),
    "a host": re.compile(
        r"\b[\w-]+(?:\.[\w-]+)*\.(?:internal|local|lan|svc|corp|intra|cluster\.local|compute\.\w+)\b"
        r"|\b[a-z][\w-]*-(?:[a-f0-9]{8,10}-[a-z0-9]{5}|\d{1,3}[a-z]?)\b|\b(?:ip|node|host|db|vm)-?\d[\w.-]*\b"
    ),
    "a path": re.compile(
        r"(?<![\w.])/(?:etc|var|usr|opt|home|srv|app|tmp|proc)/[\w./-]+|\b[\w-]+/[\w./-]+\.(?:py|java|go|js|ts"
        r"|rb|yaml|yml)\b"
    ),
    "a commit": re.compile(r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b"),
    "an e-mail address": re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b"),
    "an exception": re.compile(r"\b[A-Z]\w+(?:Error|Exception)\b"),
    "a row of the record": re.compile(r"\binc-[0-9a-f]{6,}\S*|\b[hc]-[0-9a-f]{6,}\b"),
}


def check(draft: Words, facts: Facts) -> Iterator[Offence]:
    """Secrets everywhere; everything of the inside when people outside read it."""
    for line, text in enumerate(draft.text.splitlines(), 1):
        for span in redact(text).spans:
            yield blocks("leaks", line, f"a secret ({span.kind})", "take it out")
    if not draft.outside:
        return
    for what, shape in _SHAPES.items():
        for line, match in draft.found(shape):
            yield blocks("leaks", line, f"{what}: {match[0]}", "say it in the users' words")
    for what, names in (("a person", facts.people), ("a vendor", facts.vendors), ("an inner service", _inner(facts))):
        for name in sorted(names, key=len, reverse=True):
            for line, _ in draft.found(re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE)):
                yield blocks("leaks", line, f"{what}: {name}", "say it in the users' words")


def _inner(facts: Facts) -> frozenset[str]:
    """Names that no user would know: of several parts. A plain word (checkout, login) may be the product's own."""
    return frozenset(name for name in facts.services if re.search(r"[-_.\d]", name))
