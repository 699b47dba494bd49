from dataclasses import replace

from codriver.engine.detectors.thrown_exception import detect
from codriver.model import Frame
from codriver.testing import a_situation, an_exception

OURS = Frame(file="checkout/totals.py", line=42, function="total")
LIBRARY = Frame(file="site-packages/web.py", line=7, function="call", ours=False)


def test_a_new_exception_is_trouble_and_names_the_innermost_frame_of_ours() -> None:
    thrown = an_exception("checkout", "KeyError", OURS, LIBRARY)
    (found,) = detect(a_situation(observations=[thrown]))

    assert (found.trouble, found.kind, found.cites) == (True, "exception", thrown.cites)
    assert found.says.endswith("in checkout/totals.py:42 total")


def test_an_exception_thrown_as_often_as_ever_is_left_alone() -> None:
    assert not list(detect(a_situation(observations=[an_exception("checkout", "KeyError", OURS, before=1.0)])))


def test_an_exception_that_became_frequent_is_trouble() -> None:
    thrown = replace(an_exception("checkout", "KeyError", OURS, before=0.5), deviation=8.0)
    assert [found.trouble for found in detect(a_situation(observations=[thrown]))] == [True]


def test_a_single_new_one_may_be_luck_unless_there_is_no_past_to_compare_with() -> None:
    single = replace(an_exception("checkout", "KeyError", OURS), count=1)
    pasted = replace(single, before=None)

    assert [found.trouble for found in detect(a_situation(observations=[single, pasted]))] == [False, True]


def test_what_the_words_say_is_kept_as_its_kind() -> None:
    thrown = an_exception("checkout", "OperationalError", OURS, kind="refused")
    assert [found.kind for found in detect(a_situation(observations=[thrown]))] == ["refused"]


def test_an_exception_that_was_never_thrown_is_none() -> None:
    never = replace(an_exception("checkout", "KeyError", OURS), count=0, after=0.0)
    assert not list(detect(a_situation(observations=[never])))
