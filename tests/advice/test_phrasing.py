"""A model may say a line of a draft in other words, and nothing else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.advice.phrasing import Phrasing, prompt, read

DRAFT = """SEV2 Investigating: HighErrorRate

Impact: failing requests of till /pay: 0 % -> 99.1 %; 14 % of requests, since 00:31 UTC.
Cause: suspected, not confirmed (strong): the deploy v42 of ledger: “new pool” [inc-1#3].
Not seen:
- all telemetry of bank: nothing of it was given [inc-1#3]
Data: not established whether any is affected.
Went badly: [ENGINEER TO FILL: what]
Next update: 01:00 UTC.
"""
SERVICES = frozenset({"till", "ledger", "bank"})


def phrased(place: object, text: object) -> Phrasing:
    return read(json.dumps({"lines": [{"n": place, "text": text}]}), DRAFT, SERVICES)


@pytest.mark.parametrize(
    ("place", "text", "line"),
    [
        (
            3,
            "since 00:31 UTC requests of till /pay are failing: 0 % -> 99.1 %; about 14 % of requests",
            "Impact: since 00:31 UTC requests of till /pay are failing: 0 % -> 99.1 %; about 14 % of requests.",
        ),
        (
            4,
            "we suspected the deploy v42 of ledger: “new pool” (strong, not confirmed)",
            "Cause: we suspected the deploy v42 of ledger: “new pool” (strong, not confirmed) [inc-1#3].",
        ),
        (7, "it is not established whether any is affected", "Data: it is not established whether any is affected."),
    ],
)
def test_the_same_in_other_words_takes_the_place_of_the_line(place: int, text: str, line: str) -> None:
    found = phrased(place, text)
    assert (found.kept, found.dropped) == (1, ())
    assert found.text.splitlines()[place - 1] == line
    assert found.text.splitlines()[place:] == DRAFT.splitlines()[place:]


@pytest.mark.parametrize(
    ("place", "text", "why"),
    [
        (3, "failing requests of till /pay: 0 % -> 99.2 %; 14 % of requests, since 00:31 UTC", "number"),
        (3, "failing requests of till /pay: 0 % -> 99.1 %; 14 % of requests", "number"),
        (3, "failing requests of till /pay: 0 % -> 99.1 %; 14 % of requests, since 00:31 UTC, for 3 h", "number"),
        (3, "failing requests of ledger /pay: 0 % -> 99.1 %; 14 % of requests, since 00:31 UTC", "name"),
        (3, "failing requests of /pay: 0 % -> 99.1 %; 14 % of requests, since 00:31 UTC", "name"),
        (3, "all failing requests of till /pay: 0 % -> 99.1 %; 14 % of requests, since 00:31 UTC", "doubt"),
        (3, "because of bank, failing requests of till /pay: 0 % -> 99.1 %; 14 % of requests, since 00:31 UTC", "caus"),
        (3, "fixed requests of till /pay: 0 % -> 99.1 %; 14 % of requests, since 00:31 UTC", "fixed"),
        (4, "confirmed (strong): the deploy v42 of ledger: “new pool”", "doubt"),
        (4, "suspected, not confirmed (strong): the deploy v42 of ledger: “new hole”", "quot"),
        (4, "suspected, not confirmed (strong): the deploy v42 of ledger: new pool", "quot"),
        (6, "all telemetry of bank was given", "doubt"),
        (6, "all telemetry of bank: nothing of it was given, see https://evil.example", "link"),
        (7, "no data is affected", "doubt"),
        (7, "it is not established whether any is affected, we are very sorry", "sorry"),
        (7, "not any is established", "loses"),
        (1, "SEV2 Resolved: HighErrorRate", "not there"),
        (8, "nothing went badly", "not there"),
        (9, "01:00 UTC", "not there"),
        (99, "x", "not there"),
        ("3", "x", "not there"),
        (3, None, "empty"),
        (3, "requests of till\u202e /pay: 0 % -> 99.1 %; 14 % of failing requests, since 00:31 UTC", "print"),
    ],
)
def test_what_adds_or_loses_anything_leaves_the_line_as_it_was(place: object, text: object, why: str) -> None:
    found = phrased(place, text)
    assert (found.text, found.kept, len(found.dropped)) == (DRAFT, 0, 1)
    assert why in found.dropped[0]


@pytest.mark.parametrize("reply", ["", "no", "{}", '{"lines": 3}', '{"lines": [3]}', "[" * 99_999, '{"lines": [{}]}'])
def test_a_reply_in_no_form_changes_nothing(reply: str) -> None:
    assert read(reply, DRAFT, SERVICES).text == DRAFT


def test_the_model_is_shown_lines_without_what_stays() -> None:
    asked = prompt(DRAFT)
    assert "4: suspected, not confirmed (strong): the deploy v42 of ledger: “new pool”\n" in asked.material
    assert not [word for word in ("SEV2", "ENGINEER", "inc-1#3", "Cause:") if word in asked.material]


@given(st.text())
def test_no_text_of_a_model_brings_in_a_number_or_a_name(said: str) -> None:
    found = phrased(3, said)
    assert found.text == DRAFT or {"till", "/pay:", "0", "99.1", "14", "00:31"} <= set(
        found.text.splitlines()[2].split()
    )
