"""What no command may touch, incident or not: codriver's own record and yes, and the settings that hold the lock."""

from __future__ import annotations

import re

GUARD = "guard"
"""The `tool` of a deed that touches them."""

_PATHS = re.compile(
    r"(^|/)journal\.sqlite|(^|/)\.local/state(/codriver|/?$|/[^/]*[*?\[])|(^|/)codriver/journal"
    r"|(^|/)\.claude(/(settings[\w.-]*\.json|hooks|plugins|agents|commands|skills|managed[\w.-]*)(/|$)|/?$|/[^/]*[*?\[])"
    r"|(^|/)\.claude\.json|(^|/)\.mcp\.json|(^|/)managed-(settings|mcp)\.json|site-packages/codriver"
    r"|(^|/)\.codex(/|$)|claude-code/managed|ClaudeCode/managed",
)
_PERSONS = re.compile(
    r"confirm|approve|break.?glass|journal\.sqlite|codriver\.(journal|room|hook|gate)|require_a_person", re.IGNORECASE
)


def is_guarded(path: str) -> bool:
    """Whether the path is the record's, or that of settings which hold the lock."""
    return bool(_PATHS.search(path))


def mentions(text: str) -> bool:
    """Whether a text speaks of codriver and of what is a person's: too much for anything that is run unseen."""
    return "codriver" in text.lower() and bool(_PERSONS.search(text))
