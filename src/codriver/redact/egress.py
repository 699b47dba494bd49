"""The one egress function: whatever leaves the machine goes through `redact` first."""

import base64
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from codriver.redact.named import named
from codriver.redact.spans import Redacted, Span, without
from codriver.redact.tokens import tokens

LONGEST = 4_000_000  # characters; what is longer is cut, since what was not looked at must not leave
SHORTEST_KNOWN = 6  # a shorter "secret" would tear words apart


def redact(text: str, known: Iterable[str] = ()) -> Redacted:
    """The text without secrets; `known` are those that codriver itself holds. Redacting again changes nothing."""
    looked = text[:LONGEST]
    return without(looked, (*_known(looked, known), *tokens(looked), *named(looked)))


def _known(text: str, known: Iterable[str]) -> Iterator[Span]:
    for secret in known:
        if len(secret) < SHORTEST_KNOWN:
            continue
        for form in dict.fromkeys((secret, quote(secret, safe=""), base64.b64encode(secret.encode()).decode())):
            place = text.find(form)
            while place >= 0:
                yield Span(place, place + len(form), "known")
                place = text.find(form, place + len(form))
