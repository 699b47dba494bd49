"""Each rule has words that it stops and words that it lets pass; what follows from the record is legal."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from bench.drafts import FACTS, NOON, OVER

from codriver.drafts.facts import Earlier, Facts, Said, clock, day, minutes, numbers_in
from codriver.drafts.lint import RULES, lint
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

KNOWN = replace(FACTS, cause=OVER.cause)
CHECKED = replace(FACTS, tagged={"data": (Said(says="no data was lost, the orders were counted", cite="inc-1#4"),)})


def said(
    rule: Rule, text: str, facts: Facts = FACTS, *, audience: str = "customers", form: str = "update"
) -> list[Offence]:
    return list(rule(Words(form=form, audience=audience, text=text), facts))


STOPPED: Iterable[tuple[Rule, str, Facts, str, str]] = [
    (leaks.check, "db-7.prod.internal is slow", FACTS, "customers", "update"),
    (leaks.check, "cardhouse does not answer", FACTS, "customers", "update"),
    (leaks.check, "token=abcdefgh12345678", FACTS, "internal", "update"),
    (untraced.check, "37 % of requests fail", FACTS, "internal", "update"),
    (unconfirmed_cause.check, "it was caused by a deploy", FACTS, "customers", "update"),
    (unconfirmed_cause.check, "we suspect it was caused by a deploy", FACTS, "customers", "update"),
    (unconfirmed_cause.check, "it was caused by a deploy", FACTS, "internal", "update"),
    (over.check, "Resolved: requests succeed", FACTS, "internal", "update"),
    (promises.check, "it will be fixed soon", FACTS, "customers", "update"),
    (loss.check, "no data was lost", FACTS, "internal", "update"),
    (agrees.check, "Monitoring: we watch", FACTS, "customers", "update"),
    (agrees.check, "Hello everybody", FACTS, "customers", "update"),
    (agrees.check, "Investigating: since 11:30 UTC", FACTS, "customers", "update"),
    (blameless.check, "mia forgot to check", FACTS, "", "postmortem"),
    (complete.check, "# Post-mortem", FACTS, "", "postmortem"),
    (next_update.check, "Investigating: errors", FACTS, "customers", "update"),
    (next_update.check, "We will update you at 17:00 UTC", FACTS, "customers", "update"),
    (plain_words.check, "Errors: the pods were redeployed", FACTS, "customers", "update"),
    (plain_words.check, "Hello\nall is going on", FACTS, "executive", "update"),
    (length.check, "word " * 200, FACTS, "customers", "update"),
]
PASSING: Iterable[tuple[Rule, str, Facts, str, str]] = [
    (leaks.check, "checkout fails for some of you, see shop.example", FACTS, "customers", "update"),
    (leaks.check, "tariff-api on 10.4.7.19, ask mia", FACTS, "internal", "update"),
    (untraced.check, "14 % of requests since 12:00 UTC, SEV2 [inc-0a1b2c#77]", FACTS, "internal", "update"),
    (untraced.check, "we will update you at 17:45 UTC", FACTS, "customers", "update"),
    (untraced.check, "two of three know it", FACTS, "customers", "update"),
    (unconfirmed_cause.check, "we do not know the root cause yet", FACTS, "customers", "update"),
    (unconfirmed_cause.check, "suspected, not confirmed: caused by the pool", FACTS, "internal", "update"),
    (unconfirmed_cause.check, "it was caused by a lack of connections", KNOWN, "customers", "update"),
    (over.check, "We will tell you when it is resolved", FACTS, "customers", "update"),
    (over.check, "Resolved: requests succeed", OVER, "customers", "update"),
    (promises.check, "We will update you at 13:00 UTC", FACTS, "customers", "update"),
    (promises.check, "we hope that it is over soon", FACTS, "internal", "handoff"),
    (loss.check, "whether any data is affected is not established", FACTS, "customers", "update"),
    (loss.check, "no data was lost, the orders were counted", CHECKED, "customers", "update"),
    (agrees.check, "Investigating: since 12:00 UTC", FACTS, "customers", "update"),
    (agrees.check, "SEV2 Investigating: x", FACTS, "internal", "update"),
    (blameless.check, "the alert was not wired to the pager", FACTS, "", "postmortem"),
    (complete.check, "Investigating: some requests fail", FACTS, "customers", "update"),
    (next_update.check, "Resolved: it is over", OVER, "customers", "update"),
    (plain_words.check, "Errors: some requests fail", FACTS, "customers", "update"),
    (length.check, "word " * 200, FACTS, "internal", "update"),
]


@pytest.mark.parametrize(("rule", "text", "facts", "audience", "form"), STOPPED)
def test_a_rule_stops_what_it_is_about(rule: Rule, text: str, facts: Facts, audience: str, form: str) -> None:
    found = [
        one for one in said(rule, text, facts, audience=audience, form=form) if one.blocks or rule is not promises.check
    ]
    assert found
    assert all(one.hint and one.says and one.line >= 1 for one in found)


@pytest.mark.parametrize(("rule", "text", "facts", "audience", "form"), PASSING)
def test_a_rule_lets_pass_what_is_fine(rule: Rule, text: str, facts: Facts, audience: str, form: str) -> None:
    blocking = [
        one for one in said(rule, text, facts, audience=audience, form=form) if rule is not promises.check or one.blocks
    ]
    assert blocking == []


def test_every_rule_has_cases_of_both_kinds() -> None:
    assert {case[0] for case in STOPPED} == set(RULES) == {case[0] for case in PASSING}


@pytest.mark.parametrize(
    ("before", "now", "fine"),
    [
        ("investigating", "identified", True),
        ("investigating", "monitoring", True),
        ("investigating", "resolved", True),
        ("monitoring", "investigating", True),
        ("resolved", "investigating", True),
        ("resolved", "monitoring", False),
        ("resolved", "identified", False),
    ],
)
def test_the_order_of_updates_makes_sense(before: str, now: str, *, fine: bool) -> None:
    earlier = Earlier(audience="customers", status=before, text="", at=NOON, approved=True)
    facts = replace(OVER if now == "resolved" else FACTS, status=now, earlier=(earlier,))
    assert (said(agrees.check, f"{now.capitalize()}: errors", facts) == []) is fine


def test_two_audiences_are_told_the_same_beginning() -> None:
    earlier = Earlier(audience="executive", status="investigating", text="Since 11:55 UTC", at=NOON, approved=True)
    (found,) = said(agrees.check, "Investigating: since 12:00 UTC", replace(FACTS, earlier=(earlier,)))
    assert (found.blocks, "executive" in found.says) == (False, True)


def test_a_row_of_the_timeline_without_its_source_blocks() -> None:
    text = "| 2026-03-01T12:00:00Z | something | |"
    assert any("without its source" in one.says for one in said(complete.check, text, audience="", form="postmortem"))


def test_what_blocks_comes_first_and_the_same_words_give_the_same_offences() -> None:
    words = Words(form="update", audience="customers", text="Unfortunately 37 % of pods fail")
    found = lint(words, FACTS)
    assert found == lint(words, FACTS)
    assert [one.blocks for one in found] == sorted((one.blocks for one in found), reverse=True)


def test_times_and_numbers_as_drafts_write_them() -> None:
    assert (clock(NOON), day(NOON)) == ("12:00 UTC", "2026-03-01 12:00 UTC")
    assert (minutes(NOON, NOON + timedelta(minutes=17)), minutes(None, NOON)) == ("17 min", "not measured")
    assert numbers_in("at 12:04, 0.2 % -> 14 %, 1,200 x") == {"12:04", "0.2", "14", "1,200"}


def test_the_facts_that_an_approval_rests_on_have_one_digest() -> None:
    assert replace(FACTS, taken=NOON + timedelta(hours=1), gaps=()).digest() == FACTS.digest()
    assert {replace(FACTS, status="identified").digest(), KNOWN.digest(), OVER.digest(), FACTS.digest()} != {
        FACTS.digest()
    }
