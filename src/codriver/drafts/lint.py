"""The rules over a draft. Pure: the same words and facts give the same offences, those that block first."""

from codriver.drafts.facts import Facts
from codriver.drafts.rules import (
    Offence,
    Rule,
    Words,
    agrees,
    blameless,
    complete,
    leaks,
    length,
    loss,
    next_update,
    over,
    plain_words,
    promises,
    unconfirmed_cause,
    untraced,
)

RULES: tuple[Rule, ...] = (
    leaks.check,
    untraced.check,
    unconfirmed_cause.check,
    over.check,
    promises.check,
    loss.check,
    agrees.check,
    blameless.check,
    complete.check,
    next_update.check,
    plain_words.check,
    length.check,
)


def lint(draft: Words, facts: Facts) -> tuple[Offence, ...]:
    """What is wrong with the words; nothing is fine."""
    found = dict.fromkeys(offence for rule in RULES for offence in rule(draft, facts))
    return tuple(sorted(found, key=lambda one: (not one.blocks, one.line, one.rule, one.says)))
