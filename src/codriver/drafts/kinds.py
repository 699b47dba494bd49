"""The kinds of drafts by name. Adding one is one file beside this, and one line here."""

from collections.abc import Callable, Mapping

from codriver.drafts import customers, executive, handoff, internal, postmortem
from codriver.drafts.facts import Facts

UPDATE, HANDOFF, POSTMORTEM = "update", "handoff", "postmortem"
CUSTOMERS, INTERNAL, EXECUTIVE = "customers", "internal", "executive"
AUDIENCES = (CUSTOMERS, INTERNAL, EXECUTIVE)
KINDS: Mapping[tuple[str, str], Callable[[Facts], str]] = {
    (UPDATE, CUSTOMERS): customers.write,
    (UPDATE, INTERNAL): internal.write,
    (UPDATE, EXECUTIVE): executive.write,
    (HANDOFF, ""): handoff.write,
    (POSTMORTEM, ""): postmortem.write,
}
WATERMARK = "DRAFT - nobody stands for these words yet"


def marked(text: str) -> str:
    """The text under a watermark: what is shown until a named person approves it."""
    return f"{WATERMARK}\n\n{text}"
