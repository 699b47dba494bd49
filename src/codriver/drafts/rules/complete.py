"""Complete: a place left for a person is still empty; a post-mortem has all its parts.

When it is wrong: an unknown that will stay one; then say "not known" in its place.
"""

import re
from collections.abc import Iterator

from codriver.drafts.facts import FILL, Facts
from codriver.drafts.rules import POSTMORTEM, Offence, Words, blocks, warns

_FILL = re.compile(rf"\[{FILL}[^\]]*\]")
_PARTS = (
    "Summary",
    "Impact",
    "Trigger",
    "Root causes",
    "Contributing factors",
    "Detection",
    "Response",
    "Rejected hypotheses",
    "Timeline (UTC)",
    "Action items",
    "Unknowns",
)
_ROW = re.compile(r"^\| \d{4}-\d\d-\d\dT")


def check(draft: Words, facts: Facts) -> Iterator[Offence]:
    """Empty places block what goes outside and warn elsewhere; missing parts and rows without a source block."""
    del facts
    judged = blocks if draft.outside else warns
    for line, match in draft.found(_FILL):
        yield judged("complete", line, f"{match[0]} is still to be filled", "write it, or say that it is not known")
    if draft.form != POSTMORTEM:
        return
    for part in _PARTS:
        if f"## {part}" not in draft.text:
            yield blocks("complete", 1, f"the part `{part}` is missing", "put it back; it may say `not known`")
    for line, text in enumerate(draft.text.splitlines(), 1):
        if _ROW.match(text) and not re.search(r"inc-[0-9a-f]+#\d+ \|$", text):
            yield blocks("complete", line, "a row of the timeline without its source", "name the row of the record")
