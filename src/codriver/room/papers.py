"""What of a repository is read beside its history: compose files and folders of runbooks, by their names."""

from collections.abc import Iterator
from pathlib import Path

from codriver.access.files.limits import Limits
from codriver.access.files.walk import Found, Skipped, walk

COMPOSE = ("docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml")
KNOWLEDGE = ("runbooks", "failure-modes", "playbooks", "lessons")
MARKDOWN = (".md", ".markdown")
_LIMITS = Limits()


def papers(root: Path, limits: Limits = _LIMITS) -> Iterator[Found | Skipped]:
    """The compose files and the team's markdown below `root`; what was passed by among them, and where the walk ended.

    Raises:
        SourceError: `root` is missing or cannot be looked at.
    """
    looked = 0
    for item in walk(root, limits):
        looked += isinstance(item, Found)
        if isinstance(item, Found):
            if is_paper(item.name):
                yield item
        elif is_paper(item.path) or looked == limits.max_files:
            yield item


def is_paper(name: str) -> bool:
    """Whether a root-relative name is a compose file's, or markdown's in a folder of runbooks."""
    *folders, last = name.split("/")
    return last in COMPOSE or (last.lower().endswith(MARKDOWN) and any(folder in KNOWLEDGE for folder in folders))
