"""What a model added, as JSON's own types. Pure; described in `codriver/schemas/advise.json` and `ask.json`."""

from codriver.room.advising.phrasing import Phrased
from codriver.room.advising.question import Talk
from codriver.room.advising.suggest import Advised
from codriver.room.incidents.shape import shape_of_again
from codriver.room.incidents.shape_of_drafts import shape_of_draft
from codriver.room.shape import Shape

ADVISE, ASK = "codriver.advise/1", "codriver.ask/1"


def shape_of_advised(advised: Advised) -> Shape:
    """The causes that are grounded, why others were dropped, what it cost, and the ranking with them."""
    reply = advised.asked.reply
    return {
        "schema": ADVISE,
        "model": advised.model,
        "causes": [
            {"suspect": one.suspect, "mechanism": one.mechanism, "says": one.says, "findings": list(one.findings)}
            for one in advised.causes
        ],
        "dropped": list(advised.dropped),
        "redacted": advised.asked.redacted,
        "tokens": reply.tokens_in + reply.tokens_out,
        "usd": reply.usd,
        "again": shape_of_again(advised.again) if advised.again else None,
    }


def shape_of_talk(talk: Talk) -> Shape:
    """The sentences that are grounded with the records they cite; what was looked up, dropped, paid."""
    said = talk.said
    sentences = said.sentences if said else ()
    cited = dict.fromkeys(cite for sentence in sentences for cite in sentence.cites)
    return {
        "schema": ASK,
        "model": talk.model,
        "question": talk.question,
        "sentences": [{"text": one.text, "cites": list(one.cites)} for one in sentences],
        "records": {cite: talk.facts.records[cite] for cite in cited},
        "looked_up": [{"tool": one.tool, "argument": one.argument} for one in talk.looked],
        "dropped": list(said.dropped) if said else [],
        "tokens": talk.tokens,
        "usd": round(talk.usd, 6),
        "ended": talk.ended,
    }


def shape_of_phrased(phrased: Phrased) -> Shape:
    """The draft as it stands, and what the model had to do with it; `plain` is what code wrote."""
    reply = phrased.asked.reply if phrased.asked else None
    return {
        **shape_of_draft(phrased.seen),
        "phrasing": {
            "model": phrased.model,
            "plain": phrased.plain.text,
            "lines": phrased.kept,
            "dropped": list(phrased.dropped),
            "failed": phrased.failed or None,
            "redacted": phrased.asked.redacted if phrased.asked else 0,
            "tokens": reply.tokens_in + reply.tokens_out if reply else 0,
            "usd": reply.usd if reply else None,
        },
    }
