"""Templates of one frame are one when they share most of it; two are too few, and words of weight keep them apart."""

from codriver.telemetry.logs.templates.laying import laid_together
from codriver.telemetry.logs.templates.marks import MARKS


def laid(*texts: str) -> set[str]:
    found = laid_together([tuple(text.split()) for text in texts], str.islower)
    return {" ".join(key).replace(MARKS["*"], "*") for key in found.values()}


def test_three_that_differ_in_two_names_are_one() -> None:
    said = ("Bring salt into the hall for ann", "Bring rice into the hall for bob", "Bring corn into the hall for eve")
    assert laid(*said) == {"Bring * into the hall for *"}


def test_two_stay_apart_and_so_do_other_words_of_weight() -> None:
    two = ("Bring salt into the hall for ann", "Bring rice into the hall for bob")
    assert laid(*two) == set(two)
    assert len(laid(*two, "Drop corn into the hall for eve")) == 3
