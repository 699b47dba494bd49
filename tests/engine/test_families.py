"""Pieces of evidence that rest on one look at the facts are one family."""

import json
from importlib import resources

from codriver.engine.families import OTHER, family_of, speaking


def test_families_speak_when_their_pieces_together_weigh_enough() -> None:
    said = [("moved_slow", 0.2), ("moved_cpu_rose", 0.2), ("first_in_time", 0.2), ("change_before_onset", -1.0)]
    assert speaking(said, 0.3) == {"what moved"}


def test_words_of_logs_and_what_nobody_placed_have_a_family_too() -> None:
    assert family_of("refusal_words") == "what logs say"
    assert family_of("of a stranger") == OTHER


def test_nearly_every_kind_of_evidence_that_has_a_weight_has_a_family() -> None:
    weights = json.loads(resources.files("codriver.engine").joinpath("weights.json").read_text("utf-8"))
    unplaced = [name for name in weights["features"] if family_of(name) == OTHER]
    assert len(unplaced) <= len(weights["features"]) / 20
