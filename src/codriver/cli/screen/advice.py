"""What a language model added: never without its name, what was left out of it, and what it cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.cli.screen.incident import since_lines
from codriver.cli.screen.page import Page, para
from codriver.cli.screen.triage import triage_lines
from codriver.room.words import safe

if TYPE_CHECKING:
    from codriver.room.advising.phrasing import Phrased
    from codriver.room.advising.question import Talk
    from codriver.room.advising.suggest import Advised

_IN = "  "


def advised_lines(advised: Advised, *, width: int = 80, everything: bool = False) -> list[str]:
    """The causes that it suggests, then the ranking with them."""
    page = Page(width=width)
    lines = [f"{advised.model} SUGGESTS: not confirmed by anybody, ranked below like the rest"]
    for cause in advised.causes:
        cites = f" [{'] ['.join(cause.findings)}]"
        lines += para(
            page, f"{cause.suspect}, {cause.mechanism}: {cause.says}{cites}", first=f"{_IN}+ ", indent=f"{_IN}  "
        )
    lines += [] if advised.causes else [f"{_IN}nothing that holds"]
    reply = advised.asked.reply
    lines += para(page, _paid(advised.dropped, reply.tokens_in + reply.tokens_out, reply.usd), first=_IN, indent=_IN)
    lines = [safe(line) for line in lines]
    if advised.again is None:
        return [*lines, f"{_IN}the assessment stays as it is"]
    since = since_lines(advised.again.since, width=width)
    shown = triage_lines(advised.again.assessment, width=width, everything=everything)
    return [*lines, "", *since, *([""] if since else []), *shown]


def talk_lines(talk: Talk, *, width: int = 80) -> list[str]:
    """Each sentence with its citations, then what they cite, then what was left out and what it cost."""
    page, said = Page(width=width), talk.said
    sentences = said.sentences if said else ()
    lines = [line for one in sentences for line in para(page, f"{one.text} [{'] ['.join(one.cites)}]")]
    lines += [] if lines else [_nothing(talk)]
    cited = dict.fromkeys(cite for one in sentences for cite in one.cites)
    for cite in cited:
        lines += para(page, f"[{cite}] {talk.facts.records[cite]}", first=_IN, indent=f"{_IN}{_IN}")
    paid = _paid(said.dropped if said else (), talk.tokens, talk.usd)
    return [safe(line) for line in (*lines, *para(page, f"{talk.model}: {paid}"))]


def phrased_lines(phrased: Phrased, *, width: int = 80) -> list[str]:
    """What the model had to do with the words, or why it had nothing to do with them."""
    page = Page(width=width)
    if phrased.failed or phrased.asked is None:
        return [
            safe(line)
            for line in (*para(page, f"the draft stands as it is: {phrased.failed}"), f"hint: {phrased.hint}")
        ]
    reply = phrased.asked.reply
    paid = _paid(phrased.dropped, reply.tokens_in + reply.tokens_out, reply.usd)
    what = f"{phrased.kept} lines in its words" if phrased.kept else "the draft stands as it is"
    return [safe(line) for line in para(page, f"{phrased.model}: {what}; {paid}")]


def _nothing(talk: Talk) -> str:
    if talk.ended:
        return f"no answer within the budget of {talk.ended}"
    return "the record does not say; or nothing that the model said holds"


def _paid(dropped: tuple[str, ...], tokens: int, usd: float | None) -> str:
    left = "" if not dropped else f"{len(dropped)} left out ({'; '.join(dict.fromkeys(dropped))}); "
    cost = "" if not usd else f", ${usd:.4f}"
    return f"{left}{tokens} tokens{cost}"
