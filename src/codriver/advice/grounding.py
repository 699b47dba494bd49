"""Whether a sentence says only what its sources say: the verifier. A sentence that fails is dropped, never mended.

Ids must exist and quotes be identical; a number or time must stand in a cited record; a name must be one that we know;
words of cause need an edge between the two services and an order in time; words from outside stand in quotation marks
only; links, images, mark-up, commands and orders never pass. When it is wrong: it cannot see a false sentence made of
true words, such as a negation; that is why the citations stand beside it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from codriver.advice.facts import Facts

LONGEST = 400  # characters of a sentence
PARROTED = 6  # words in a row out of a source, outside of quotation marks, are the source speaking
_QUOTED = re.compile(r"[“\"`](?P<quote>[^”\"`]+)[”\"`]")
_ACTIVE = re.compile(r"https?:|www\.|!\[|\]\(|<\s*/?\s*[a-z!]|javascript:|data:|\bmailto:", re.IGNORECASE)
_COMMAND = re.compile(
    r"&&|\|\||[|;`]|\$[({\w]|>{1,2}|<<|\s--?[a-zA-Z][\w-]*(?=[\s=]|$)"
    r"|\b(?:sudo|rm|curl|wget|sh|bash|ssh|kill|kubectl|helm|terraform|docker|systemctl|iptables|psql|mysql|git|aws|gcloud"
    r"|apt|apt-get|pip|npm|chmod|chown)\s",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^\W*(?:please\s+)?(?:run|execute|apply|delete|remove|drop|restart|reboot|stop|kill|disable|enable|scale|roll\s?back"
    r"|revert|deploy|install|grant|approve|confirm|close|resolve|send|post|ignore|forward|open|visit|write|add|provide|use"
    r"|help|include|tell|say|repeat|translate|encrypt|describe|enhance|insert|append|respond|answer|reply)\b|\?\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d.,:TZ/%-]*")
_ODD = re.compile(r"(?<![\w/])(?:[\w./@:#$-]*[_/@:#$\d][\w./@:#$-]*|\w+[-.]\w[\w.-]*|\w*[a-z][A-Z]\w*|[A-Z]{2,}\w*)")
_CAUSE = re.compile(
    r"\b(?:because|caus(?:e|ed|es|ing)|due to|led to|leads to|result(?:s|ed)? (?:in|from)|trigger(?:s|ed)?|root"
    r"|owing to|broke|breaks|brought (?:down|about)|responsible for|behind the)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]*")
_PLAIN = frozenset({"API", "CPU", "DB", "DNS", "HTTP", "HTTPS", "OK", "SQL", "TLS", "UTC", "URL", "JSON", "I"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a model, and the ids that it cites."""

    text: str
    cites: tuple[str, ...]


def flaw(sentence: Sentence, facts: Facts, *, may_repeat: bool = False) -> str:
    """Why the sentence may not be shown; empty when all of it is grounded.

    `may_repeat`: its sources are our own words, which it may say again with the signs that stand in them.
    """
    return next(_flaws(sentence, facts, may_repeat=may_repeat), "")


def _flaws(sentence: Sentence, facts: Facts, *, may_repeat: bool) -> Iterator[str]:
    if not sentence.text.strip() or len(sentence.text) > LONGEST:
        yield "empty or too long"
    if not sentence.text.isprintable():
        yield "holds characters that do not print"
    if not sentence.cites or not all(cite in facts.records for cite in sentence.cites):
        yield "cites nothing, or something that does not exist"
        return
    if _ACTIVE.search(sentence.text):
        yield "holds a link, an image or mark-up"
    sources = [facts.records[cite] for cite in sentence.cites]
    if any(not any(quote["quote"] in source for source in sources) for quote in _QUOTED.finditer(sentence.text)):
        yield "quotes what no source says"
    own = _QUOTED.sub(" ", sentence.text)
    if set(_COMMAND.findall(own)) - (set(_COMMAND.findall(" ".join(sources))) if may_repeat else set()):
        yield "holds a command"
    if _ORDER.search(own):
        yield "tells somebody to act"
    yield from _unknown(own, sources, facts)
    yield from () if may_repeat else _parroted(own, facts.records.values())
    if _CAUSE.search(own) and not _ordered(own, facts):
        yield "says what caused what, without an edge and an order in time"


def _unknown(own: str, sources: list[str], facts: Facts) -> Iterator[str]:
    known = {word for name in facts.names for word in (name, name.lower())}
    numbers = {number.strip(".,:-") for source in sources for number in _NUMBER.findall(source)}
    for word in (found.strip(".,:;!?()'") for found in (*_ODD.findall(own), *_CAPITAL.findall(own))):
        if not word or word in known or word.lower() in known or word in _PLAIN or word in facts.records:
            continue
        if _NUMBER.fullmatch(word):
            if word.strip(".,:-%") not in numbers and word.strip(".,:-") not in numbers:
                yield f"a number that no cited source has: {word}"
        else:
            yield f"a name that is not known: {word}"


def _parroted(own: str, sources: Iterable[str]) -> Iterator[str]:
    words = re.findall(r"\w+", own.lower())
    runs = {tuple(words[at : at + PARROTED]) for at in range(len(words) - PARROTED + 1)}
    for source in sources:
        said = re.findall(r"\w+", source.lower())
        if any(tuple(said[at : at + PARROTED]) in runs for at in range(len(said) - PARROTED + 1)):
            yield "repeats a source outside of quotation marks"
            return


def _ordered(own: str, facts: Facts) -> bool:
    """Whether two of the services named are an edge, callee first in time; only then may one have caused the other."""
    named = {service for service in facts.services if re.search(rf"(?<![\w-]){re.escape(service)}(?![\w-])", own)}
    return any(
        callee in named and caller in named and callee in facts.began and caller in facts.began
        and facts.began[callee] <= facts.began[caller]
        for callee, caller in facts.edges
    )  # fmt: skip
