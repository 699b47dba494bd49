"""An answer about code as JSON (`codriver schema code`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codriver.codebase.answers import Site
    from codriver.room.code.look import Seen

SCHEMA = "codriver.code/1"


def shape_of_seen(seen: Seen) -> dict[str, object]:
    """All that the screen shows, and the counts of what it does not."""
    answer, target = seen.answer, seen.answer.target
    return {
        "schema": SCHEMA,
        "question": answer.question,
        "repository": seen.name,
        "target": {
            "kind": target.kind,
            "name": target.name,
            "qual": target.qual,
            "file": target.file,
            "line": target.line,
        },
        "tiers": {str(tier): count for tier, count in seen.tiers},
        "sites": [_site(site) for site in seen.sites],
        "not_shown": dict(seen.hidden),
        "ruled_out": answer.ruled_out,
        "page": seen.page,
        "pages": seen.pages,
        "files": answer.files,
        "unparsed": list(answer.unparsed),
        "notes": list(answer.notes),
    }


def _site(site: Site) -> dict[str, object]:
    return {
        "file": site.file,
        "line": site.line,
        "column": site.column + 1,
        "tier": str(site.tier),
        "role": site.role,
        "function": site.function,
        "code": site.code,
        "reason": site.reason,
    }
