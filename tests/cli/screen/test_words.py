from collections.abc import Callable
from dataclasses import replace

from codriver.cli.screen.words import (
    listed,
    named,
    nothing_read,
    path,
    share,
    standing,
    standing_explained,
    worst_first,
)
from codriver.model import Assessment, Gap, Impact, Matters, Outcome, Standing, Step

Assessed = Callable[..., Assessment]


def test_standing_has_no_number_while_nothing_is_calibrated(assessed: Assessed) -> None:
    first = assessed().hypotheses[0]
    assert standing(first, "uncalibrated") == "strong, uncalibrated"
    sure = replace(first, probability=0.62, standing=Standing.MEDIUM)
    assert standing(sure, "calibrated on 120 incidents") == "medium, 62 %, calibrated on 120 incidents"
    assert standing_explained(sure, "c").endswith("the evidence points here, but not clearly")


def test_a_path_is_one_line_and_branches_are_kept_apart() -> None:
    chain = [Step(origin="a", to="b", because=""), Step(origin="b", to="c", because="")]
    assert path(chain) == "a -> b -> c"
    assert path([*chain, Step(origin="a", to="d", because="")]) == "a -> b -> c; a -> d"


def test_names_are_listed_as_people_do() -> None:
    assert [listed([]), listed("a"), listed("ab"), listed("abc")] == ["", "a", "a and b", "a, b and c"]
    assert listed("abcde", 2) == "a, b and 3 more"


def test_a_share_that_was_not_measured_is_said() -> None:
    assert share(Impact(failing=(), says="")) == "share of requests: not measured"
    assert share(Impact(failing=(), says="", share=0.0, share_before=0.0)) == "0 % of requests hit (0 % before)"


def test_the_suspect_is_named_once(assessed: Assessed) -> None:
    first = assessed().hypotheses[0]
    assert named(first) == first.says
    assert named(replace(first, says="runs out of memory")) == "tariff: runs out of memory"


def test_the_worst_gap_comes_first(assessed: Assessed) -> None:
    assert [gap.what for gap in worst_first(assessed().gaps)] == ["traces of payments", "metrics of basket"]


def test_when_nothing_could_be_read_what_was_given_comes_first(assessed: Assessed) -> None:
    given = Gap(what="app.log", why="is not text", hint="", source="app.log", matters=Matters.LITTLE)
    assert worst_first((*assessed().gaps, given), given_first=True)[0] == given


def test_nothing_read_is_not_nothing_found(assessed: Assessed) -> None:
    full = assessed()
    empty = Assessment(incident=full.incident, outcome=Outcome.NOTHING_FOUND, impact=Impact(failing=(), says=""))
    assert not nothing_read(full)
    assert nothing_read(replace(empty, gaps=full.gaps))
    assert not nothing_read(replace(empty, gaps=full.gaps, window=full.window))
