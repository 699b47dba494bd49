"""Plain words: users do not speak our dialect; sentences are short; what they notice comes first.

When it is wrong: a product for engineers, whose users do.
"""

import re
from collections.abc import Iterator

from codriver.drafts.facts import Facts
from codriver.drafts.rules import Offence, Words, warns

_DIALECT = re.compile(
    r"\b(?:5\d\d|4\d\d errors?|p9\d|pods?|deploy\w*|roll(?:ed|ing)? ?back|rollback|latenc\w+|throughput"
    r"|upstream|downstream|backend|"
    r"OOM\w*|kubernetes|k8s|cluster|replicas?|shards?|failover|database|DB|cache|queue|timeouts?"
    r"|connection pool|node|endpoint|API|DNS|"
    r"load balancer|microservice|circuit breaker|deadlock|stack ?trace|exception|regression|hotfix"
    r"|config(?:uration)?|"
    r"mitigat\w+|remediat\w+|degradation|intermittent\w*|root cause|SRE|on-?call|SLO|SEV\d)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\b(?:simply|just|obviously|of course|unfortunately|basically|a small number of|minor)\b", re.IGNORECASE
)
_NOTICED = re.compile(
    r"\b(?:fail\w*|slow\w*|error\w*|cannot|can't|unable|unavailable|down|affected|lost|wrong|missing|succeed)\b",
    re.IGNORECASE,
)
LONGEST_SENTENCE = 28  # words


def check(draft: Words, facts: Facts) -> Iterator[Offence]:
    """Dialect in front of customers; long sentences, empty words and a late impact in every update."""
    del facts
    if draft.form != "update":
        return
    for line, match in draft.found(_DIALECT) if draft.outside else ():
        yield warns("plain-words", line, f"`{match[0]}` is our dialect", "say what users notice")
    for line, match in draft.found(_EMPTY):
        yield warns("plain-words", line, f"`{match[0]}` says nothing, or belittles", "leave it out")
    for line, text in enumerate(draft.text.splitlines(), 1):
        for sentence in re.split(r"(?<=[.!?])\s", text):
            if draft.audience != "internal" and len(sentence.split()) > LONGEST_SENTENCE:
                yield warns("plain-words", line, f"a sentence of {len(sentence.split())} words", "make two of it")
    body = [text for text in draft.text.splitlines() if text.strip()][:2]
    if not any(_NOTICED.search(text) for text in body):
        yield warns("plain-words", 1, "it does not begin with what users notice", "the impact first, then the rest")
