"""A confirmation covers exactly its card's bytes, once, for minutes; anything else that was changed voids it."""

import random
from collections.abc import Mapping
from datetime import timedelta

from tests.gate.cards import COMMAND, NOW, card, confirmed, proposed, used

from codriver.gate.card import card_of, plan
from codriver.gate.cover import Cover, Line, Refusal, covering

SOON = NOW + timedelta(minutes=1)


def why(lines: list[Line], command: str = COMMAND, minutes: float = 1) -> str:
    found = covering(lines, command, NOW + timedelta(minutes=minutes))
    return found.because if isinstance(found, Refusal) else ""


def test_exactly_the_confirmed_command_is_covered_once() -> None:
    lines = [proposed(card()), confirmed(card())]
    found = covering(lines, COMMAND, SOON)
    assert isinstance(found, Cover)
    assert (found.confirmation, found.attempt) == ("c-first", 1)
    assert why(lines, COMMAND + " --now") == "nobody confirmed this command"
    assert why([*lines, used(COMMAND)]).startswith("the confirmation was spent")


def test_it_expires_by_its_class() -> None:
    for risk, minutes in (("R1", 15), ("R2", 10)):
        one = card(risk=risk)
        lines = [proposed(one), confirmed(one)]
        assert (why(lines, minutes=minutes - 0.1), why(lines, minutes=minutes)) == ("", "the confirmation has expired")
    assert "expired" in why([proposed(card()), confirmed(card())], minutes=-1)


def test_an_expiry_that_was_made_longer_covers_nothing() -> None:
    line = confirmed(card())
    longer = line._replace(body={**line.body, "until": (NOW + timedelta(hours=9)).isoformat()})
    assert why([proposed(card()), longer]) == "the confirmation has expired"


def test_a_list_runs_in_its_order() -> None:
    one = card(commands=("first --x", "second --y"))
    lines = [proposed(one), confirmed(one)]
    assert why(lines, "second --y").startswith("it is not its turn")
    assert why([*lines, used("first --x")], "second --y") == ""


def test_a_failed_command_may_be_tried_once_more() -> None:
    failed = Line(4, "failed", NOW, {"confirmation": "c-first", "command": COMMAND})
    lines = [proposed(card()), confirmed(card()), used(COMMAND), failed]
    found = covering(lines, COMMAND, SOON)
    assert isinstance(found, Cover)
    assert found.attempt == 2
    assert why([*lines, used(COMMAND, 5), failed._replace(number=6)]).startswith("the confirmation was spent")


def test_r3_needs_two_different_persons() -> None:
    one = card(risk="R3")
    first = confirmed(one)
    assert why([proposed(one), first]) == "a second person has to confirm it, too"
    assert "second person" in why([proposed(one), first, confirmed(one, 3, role="second", by="mia")])
    assert why([proposed(one), first, confirmed(one, 3, role="second", by="leo")]) == ""
    assert "second person" in why([proposed(one), first._replace(number=4), confirmed(one, 3, role="second", by="leo")])
    assert why([proposed(one), confirmed(one, role="break-glass")]) == ""


def test_two_persons_let_one_command_through_once() -> None:
    one = card(risk="R3")
    lines = [proposed(one), confirmed(one), confirmed(one, 3, role="second", by="leo"), used(COMMAND, 4)]
    assert why(lines).startswith("the confirmation was spent")


def test_what_it_rests_on_can_fall_away() -> None:
    lines = [proposed(card()), confirmed(card())]
    fresh = Line(3, "assessment", NOW, {"hypotheses": [{"id": "h-1"}]})
    other = Line(3, "assessment", NOW, {"hypotheses": [{"id": "h-2"}]})
    out = Line(3, "ruled-out", NOW, {"hypothesis": "h-1"})
    answer = Line(3, "answer", NOW, {"contradicts": ["h-1"], "ask": "is it?"})
    void = Line(3, "voided", NOW, {"confirmation": "c-first", "because": "mia took it back"})
    assert why([*lines, fresh]) == ""
    assert [bool(why([*lines, one])) for one in (other, out, answer, void)] == [True] * 4
    free = card(leader="")
    assert why([proposed(free), confirmed(free), other]) == ""


def mutated(body: Mapping[str, object], rng: random.Random) -> dict[str, object]:
    """One byte, item or type of a card changed anywhere."""
    changed = dict(body)
    key = rng.choice(sorted(changed))
    value = changed[key]
    if isinstance(value, str):
        changed[key] = other_text(value, rng)
    elif key == "facts":
        changed[key] = changed_facts(list(value), rng)  # type: ignore[call-overload]  # a tuple of facts
    else:
        listed = list(value)  # type: ignore[call-overload]  # a tuple of texts
        place = rng.randrange(len(listed) + 1)
        changed[key] = [
            *listed[:place],
            other_text(listed[place] if place < len(listed) else "", rng),
            *listed[place + 1 :],
        ]
    return changed


def changed_facts(facts: list[dict[str, str]], rng: random.Random) -> list[dict[str, str]]:
    if rng.random() < 0.3:
        return facts[:-1]
    place, part = rng.randrange(len(facts)), rng.choice(["id", "quote"])
    return [{**fact, part: other_text(fact[part], rng)} if at == place else fact for at, fact in enumerate(facts)]


def other_text(text: str, rng: random.Random) -> str:
    place = rng.randrange(len(text) + 1)
    letter = rng.choice("abcxyz -;|&\n\u200b\u0430")
    return (
        text[:place] + letter + text[place + (rng.random() < 0.5) :]
        if text[place : place + 1] != letter
        else text + letter
    )


def test_no_mutation_of_the_plan_or_its_facts_passes() -> None:
    rng = random.Random(7)
    passed, tried = [], 0
    while tried < 1000:
        body = mutated(card().body(), rng)
        line = proposed(card())._replace(body={"proposal": "p-1", "card": body})
        commands = body["commands"]
        assert isinstance(commands, list | tuple)
        lines = [line, confirmed(card())]
        candidates = {COMMAND, *map(str, commands)}
        passed += [body for command in candidates if isinstance(covering(lines, command, SOON), Cover)]
        tried += 1
    assert passed == []


def test_no_mutation_of_the_command_passes() -> None:
    rng = random.Random(8)
    lines = [proposed(card()), confirmed(card())]
    others = {other_text(COMMAND, rng) for _ in range(1000)} - {COMMAND}
    assert [one for one in others if one.strip() != COMMAND and isinstance(covering(lines, one, SOON), Cover)] == []


def test_a_card_comes_back_from_the_journal_as_it_was() -> None:
    assert card_of(card().body()) == card()
    assert plan(card()) != plan(card(rollback="no"))


def test_what_is_no_card_covers_nothing() -> None:
    for body in (
        {},
        {"commands": COMMAND},
        {**card().body(), "more": 1},
        {**card().body(), "facts": [1]},
        {**card().body(), "risk": 3},
    ):
        line = proposed(card())._replace(body={"proposal": "p-1", "card": body})
        assert why([line, confirmed(card())]) == "nobody confirmed this command"
