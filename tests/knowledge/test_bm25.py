"""Okapi BM25: what counts more."""

from codriver.knowledge.bm25 import Page, page, scores


def pages(*texts: str) -> list[Page]:
    return [page([(1.0, text.split())], len(text.split())) for text in texts]


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    rare, common, _ = scores(pages("kafka x", "disk x", "disk y"), {"kafka": 1.0, "disk": 1.0})
    assert rare.value > common.value
    assert rare.covered > 0.5 > common.covered


def test_a_word_in_the_title_counts_as_often_as_its_weight_says() -> None:
    title, text = scores([page([(4.0, ["disk"])], 5), page([(1.0, ["disk"])], 5)], {"disk": 1.0})
    assert title.value > text.value


def test_the_shorter_of_two_pages_with_the_same_word_wins() -> None:
    short, long = scores(pages("disk full", "disk full and much more to read here"), {"disk": 1.0})
    assert short.value > long.value


def test_a_word_that_no_page_has_lowers_the_share_covered() -> None:
    assert scores(pages("disk"), {"disk": 1.0, "printer": 1.0})[0].covered == 0.5


def test_no_pages_and_no_question_are_no_error() -> None:
    assert scores([], {"disk": 1.0}) == ()
    assert [(one.value, one.covered) for one in scores(pages("disk"), {})] == [(0.0, 0.0)]
