"""Data: whoever says that none was lost, or was, needs it in the record (a note that begins with `data:`).

When it is wrong: "data" in the name of a product.
"""

import re
from collections.abc import Iterator

from codriver.drafts.facts import Facts
from codriver.drafts.rules import Offence, Words, blocks, warns

_SAID = re.compile(
    r"\bno (?:\w+ ){0,2}data (?:was|were|is|has been|have been)? ?(?:lost|loss|affected|leaked|exposed"
    r"|compromised)|\bno data loss"
    r"|\bdata (?:is|are|was|were|remains?) (?:safe|intact|secure|lost|exposed|leaked|unaffected)"
    r"|\bwithout (?:any )?(?:data )?loss of data"
    r"|\byour data (?:is|was|remains)|\bnothing was lost\b",
    re.IGNORECASE,
)


def check(draft: Words, facts: Facts) -> Iterator[Offence]:
    """A statement without a record blocks; an update for customers without any statement warns."""
    if not facts.tag("data"):
        for line, match in draft.found(_SAID):
            yield blocks(
                "loss", line, f"`{match[0]}` is not in the record", "codriver note 'data: ...' says who checked"
            )
    stated = any(one.says.rstrip(".") in draft.text for one in facts.tag("data"))
    if draft.outside and not stated and "data" not in draft.text.lower():
        yield warns("loss", 1, "it says nothing about data", "say what is known, or that it is not established yet")
