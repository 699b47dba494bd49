from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from codriver.cli.screen.changed import Placed, changed_before, staged
from codriver.cli.screen.page import Page
from codriver.model import Assessment, Impact

Assessed = Callable[..., Assessment]


def test_merged_and_deployed_stand_apart_with_their_distance(assessed: Assessed) -> None:
    text = "\n".join(changed_before(assessed(), Page(width=200)))
    deployed, merged = text.split("  merged:")
    assert "  reached production:\n    02:37:10 (4 min before) deploy tariff: Round prices per currency" in deployed
    assert "v41 -> v42; by alice; merged 2026-02-28 23:41:10 UTC" in deployed
    assert "00:41:10 (2 h before) config basket: Raise the retry limit (1f3a1f3a1f; not seen in production)" in merged


def test_what_came_after_the_onset_did_not_cause_it(assessed: Assessed) -> None:
    late = [replace(one, at=one.at + timedelta(days=1)) for one in assessed().changes]
    assert changed_before(assessed(changes=tuple(late)), Page()) == ["WHAT CHANGED BEFORE ONSET: no change seen"]


def test_a_merge_that_a_deploy_brought_says_when_it_reached_production(assessed: Assessed) -> None:
    deployed, merged = assessed().changes
    brought = replace(deployed, cites=(*deployed.cites, *merged.cites))
    lines = staged([Placed(brought), Placed(merged)], Page(width=200), None)
    assert "in production since 2026-03-01 02:37:10 UTC" in lines[-1]


def test_without_trouble_no_onset_is_claimed(assessed: Assessed) -> None:
    calm = assessed(impact=Impact(failing=(), says=""))
    assert changed_before(calm, Page())[:2] == [
        "WHAT CHANGED",
        "  onset: none seen; distances are from 2026-03-01 02:41:10 UTC",
    ]


def test_a_change_just_after_an_onset_that_is_only_sampled_is_shown(assessed: Assessed) -> None:
    change, onset = assessed().changes[0], assessed().window
    assert onset is not None
    lines = changed_before(assessed(changes=(replace(change, at=onset.onset + timedelta(seconds=30)),)), Page())
    assert any("(30 s after)" in line for line in lines)


def test_without_an_onset_changes_have_a_day_and_no_distance(assessed: Assessed) -> None:
    lines = staged([Placed(one) for one in assessed().changes], Page(width=100), None)
    assert lines[0] == "  onset: unknown"
    assert any(line.startswith("    2026-03-01 02:37:10 deploy tariff: Round prices") for line in lines)


def test_the_nearest_come_first_and_the_rest_is_counted(assessed: Assessed) -> None:
    change = assessed().changes[0]
    many = [Placed(replace(change, what=f"number {n}"), seconds=-float(n), dependants=("gateway",)) for n in range(12)]
    lines = staged(many, Page(width=200), None)
    assert "number 0" in lines[2]
    assert "needed by gateway" in lines[2]
    assert "    +4 more: --all" in lines
    assert "    +4 more: --all" not in staged(many, Page(everything=True), None)
