"""Past incidents that read alike come with what resolved them."""

from codriver.knowledge.asked import Asked
from codriver.knowledge.past import SAME, alike, from_document, is_past, texts
from codriver.knowledge.ranker import shipped

DISK = "# Search went down\n\nThe disk of the search index was full.\n\n## Resolution\n\nWe made the disk larger.\n"
MAIL = "# Mail was late\n\nThe queue of messages grew.\n\nResolved by restarting the workers.\n"
DOCUMENTS = [
    ("postmortems/2024-search.md", DISK),
    ("incidents/mail.md", MAIL),
    ("runbooks/disk.md", "# Disk is full\n"),
]


def test_only_what_tells_of_an_incident_counts() -> None:
    assert [one.title for one in texts(DOCUMENTS)] == ["Search went down", "Mail was late"]
    assert not is_past("runbooks/disk.md")


def test_what_resolved_it_is_found_under_a_heading_or_behind_a_word() -> None:
    assert from_document(*DOCUMENTS[0]).ended == "We made the disk larger."
    assert from_document(*DOCUMENTS[1]).ended == "Resolved by restarting the workers."


def test_the_one_that_reads_alike_comes_first_and_nothing_alike_is_nothing() -> None:
    found = alike(texts(DOCUMENTS), Asked(phrase="no space left for the search index"), shipped())
    assert found[0].past.title == "Search went down"
    assert alike(texts(DOCUMENTS), Asked(phrase="printer toner"), shipped()) == ()
    assert alike((), Asked(phrase="x"), shipped()) == ()


def test_the_very_same_error_comes_before_what_only_reads_alike() -> None:
    written = "# Late orders\n\n```\n2024-01-01 ERROR could not claim batch 77 from shard eu-1: lease is lost\n```\n"
    documents = [*DOCUMENTS, ("incidents/orders.md", written)]
    line = "2026-03-01T02:00:00Z ERROR could not claim batch 12 from shard eu-9: lease is lost"
    (first, *_) = alike(texts(documents), Asked(logs=(line,)), shipped())
    assert (first.past.title, first.same) == ("Late orders", line)
    assert first.sure == SAME
