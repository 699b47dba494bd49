"""A draft's words stay as they are, under who stands for them; warnings are few, and the rest counted."""

from codriver.cli.screen.drafts import MOST_WARNINGS, WATERMARK, draft_lines, lint_lines
from codriver.model import Incident
from codriver.room.incidents.drafting import Offence, Seen

WARNS = tuple(Offence(rule="length", blocks=False, line=n, says="long", hint="cut it") for n in range(1, 10))
SEEN = Seen(
    incident=Incident(title="x"),
    draft="d-1",
    form="update",
    audience="customers",
    version=2,
    text="one\n  two\x1b[31m",
    written_by="mia",
    approved_by="",
    reopened="",
    offences=WARNS,
    diff="-a\n+b",
)


def test_words_are_shown_as_they_are_and_safe() -> None:
    assert draft_lines(SEEN) == [f"{WATERMARK} (d-1, update customers, version 2)", "", "one", "  two"]


def test_of_many_warnings_some_are_shown_and_the_rest_counted() -> None:
    lines = lint_lines(SEEN)
    assert sum(line.startswith("warns") for line in lines) == MOST_WARNINGS
    assert "and 3 more warnings (--json has all)" in lines
    assert lines[-2:] == ["-a", "+b"]
