"""Where the measured repositories lie: a folder with `owner+name`, `owner/name` or `name` in it, bare or not."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from codriver.codebase.opened import Codebase
from codriver.codebase.parts import part_of
from codriver.errors import CodriverError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


class Checkouts:
    """The repositories that are there, each opened once at the commit that its cases name (or its newest)."""

    def __init__(self, folder: Path | None, stack: ExitStack) -> None:
        self.folder = folder
        self.said: list[str] = []
        self._stack = stack
        self._open: dict[str, Codebase | None] = {}

    def of(self, repo: str, commit: str) -> Codebase | None:
        """The code base, or None when it is not there; what was chosen is said."""
        if repo not in self._open:
            self._open[repo] = self._opened(repo, commit)
        return self._open[repo]

    def _opened(self, repo: str, commit: str) -> Codebase | None:
        place = next(iter(self._places(repo)), None)
        if place is None:
            self.said.append(f"{repo}: not measured, no checkout")
            return None
        for rev in (commit, "HEAD"):
            try:
                return self._stack.enter_context(Codebase(place, rev=rev))
            except CodriverError as error:
                self.said.append(f"{repo}: {error.message}")
        return None

    def _places(self, repo: str) -> Iterator[Path]:
        if self.folder is None:
            return
        name = repo.rpartition("/")[2]
        for way in (repo.replace("/", "+"), repo, repo.replace("/", "__"), name):
            for place in (self.folder / way / "repo", self.folder / way):
                if (place / ".git").exists() or (place / "objects").is_dir():
                    yield place


def by_repository(cases: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """The cases of each repository."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for case in cases:
        found[case["repo"]].append(case)
    return dict(sorted(found.items()))


def measured_part(cases: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The top folders in which the truth of a repository's cases lies: what lies elsewhere was never labelled."""
    files = (site["file"] for case in cases for site in (case["target"], *case["expected"]))
    return frozenset(file.partition("/")[0] for file in files)


def counts(file: str, tops: frozenset[str]) -> bool:
    """Whether a place counts: product code of a labelled folder."""
    labelled = file.partition("/")[0] in tops
    return labelled and part_of(file) == "product" and "/testing/" not in file


def still_there(base: Codebase, case: Mapping[str, Any]) -> bool:
    """Whether the target and the expected lines still say the name."""
    name = case["target"].get("name") or case["target"]["qual"].partition("(")[0].rpartition(".")[2]
    if not _says(base, case["target"], name):
        return False
    sites = (one for one in case["expected"] if one.get("dispatch", "direct") == "direct")
    return all(base.text(site["file"]) for site in sites)


def _says(base: Codebase, site: Mapping[str, Any], name: str) -> bool:
    lines = base.text(site["file"]).splitlines()
    return any(name in line for line in lines[site["line"] - 1 : site["line"] + 2])
