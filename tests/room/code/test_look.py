"""What of an answer is shown: the page, the parts, the paths, the tiers; and how much is not."""

from dataclasses import replace
from pathlib import Path

import pytest

from codriver.codebase.answers import Answer, Site, Target, Tier
from codriver.errors import ConfigError
from codriver.room.code.look import AskedOfCode, shown, tier_named
from codriver.room.code.shape import shape_of_seen

ASKED = AskedOfCode(repo=Path(), per_page=2)
SITES = (
    Site("a/x.py", 1, 0, Tier.CERTAIN, "so", "call"),
    Site("b/y.py", 2, 0, Tier.LIKELY, "so", "call"),
    Site("b/z.py", 3, 0, Tier.POSSIBLE, "so", "call"),
    Site("tests/test_x.py", 4, 0, Tier.CERTAIN, "so", "call"),
)
ANSWER = Answer("callers", Target("function", "f", "f", "a/x.py", 1), SITES)


def test_tests_and_other_pages_are_counted() -> None:
    seen = shown(ANSWER, "shop", ASKED)
    assert [site.file for site in seen.sites] == ["a/x.py", "b/y.py"]
    assert seen.hidden == (("in tests (--tests)", 1), ("on other pages (--page)", 1))
    assert [site.file for site in shown(ANSWER, "shop", replace(ASKED, page=2)).sites] == ["b/z.py"]


def test_paths_and_tiers_narrow() -> None:
    seen = shown(ANSWER, "shop", replace(ASKED, under=("b",), least=Tier.LIKELY))
    assert [site.file for site in seen.sites] == ["b/y.py"]
    assert shape_of_seen(seen)["tiers"] == {"likely": 1}


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(ConfigError):
        shown(ANSWER, "shop", replace(ASKED, page=9))


def test_a_tier_is_named() -> None:
    assert tier_named("virtual") is Tier.VIRTUAL
    with pytest.raises(ConfigError):
        tier_named("sure")


def test_languages_narrow_and_must_be_known() -> None:
    answer = replace(
        ANSWER, sites=(*SITES, Site("c/x.go", 5, 0, Tier.CERTAIN, "so"), Site("c/x.yml", 6, 0, Tier.CERTAIN, ""))
    )
    seen = shown(answer, "shop", replace(ASKED, languages=("go", "yaml")))
    assert [site.file for site in seen.sites] == ["c/x.go", "c/x.yml"]
    assert dict(seen.hidden)["in other languages (--lang)"] == 3
    with pytest.raises(ConfigError, match="cobol"):
        shown(answer, "shop", replace(ASKED, languages=("cobol",)))
