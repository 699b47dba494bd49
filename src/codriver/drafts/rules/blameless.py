"""Blameless: systems fail; people acted on what they knew. No name beside a fault, no "should have".

When it is wrong: a quote of somebody about themselves.
"""

import re
from collections.abc import Iterator

from codriver.drafts.facts import Facts
from codriver.drafts.rules import Offence, Words, blocks, warns

_BLAME = re.compile(
    r"\b(?:human error|operator error|careless\w*|negligen\w+|should(?:n't)? (?:not )?have|ought to have"
    r"|could have (?:easily )?(?:known|seen|checked)"
    r"|forgot|failed to (?:notice|check|follow|read|test)|neglected|ignored the|(?:his|her|their|my"
    r"|whose) (?:fault|mistake)|to blame|at fault"
    r"|incompeten\w+|sloppy|stupid\w*|lazy|blunder\w*|fat[- ]finger\w*|screwed up|messed up|broke (?:prod"
    r"|production))\b",
    re.IGNORECASE,
)


def check(draft: Words, facts: Facts) -> Iterator[Offence]:
    """Blocks a post-mortem, warns elsewhere."""
    judged = blocks if draft.form == "postmortem" else warns
    for line, match in draft.found(_BLAME):
        named = next((name for name in sorted(facts.people) if re.search(rf"\b{re.escape(name)}\b", match.string)), "")
        says = f"`{match[0]}`{f' beside {named}' if named else ''} blames somebody"
        yield judged("blameless", line, says, "say what made the step reasonable, and what would have caught it")
