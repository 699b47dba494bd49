"""What was merged: the commits of a repository or of a git bundle.

What it looks for: a folder with `.git`, a bare repository, or a bundle file. Each commit becomes one change per service
that it touched, read from its paths (`services/<name>/`, `apps/<name>/`, `<name>/src/`, `config/<name>.*`); its kind is
guessed from them too. A merge is left out when the commits that it brought are told themselves. When it is wrong: a
commit is not a deploy, so it may never have reached production; its date is its author's clock; and a repository laid
out in another way names no service.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from codriver.access.files import Problem
from codriver.access.git import Commit, Repository, open_history
from codriver.connectors import Fact, File
from codriver.errors import SourceError
from codriver.model import Change, Citation, Gap, Ref, Scope, Stage
from codriver.telemetry.changed_paths import kind_of, services_of

NAME = "git"
LEAD = timedelta(days=14)  # what was merged earlier has mostly been running for long
MOST = 500
_MOST_WITH_LINES = 60  # commits, the newest: one call of git each
_MOST_FILES, _MOST_LINES = 50, 20
_BUNDLES = (b"# v2 git bundle\n", b"# v3 git bundle\n")


def recognise(file: File) -> float:
    """Certain by a bundle's first line, or by what lies in the folder."""
    if file.sample:
        return 1.0 if file.sample.startswith(_BUNDLES) else 0.0
    return 1.0 if file.path.is_dir() and ((file.path / ".git").exists() or _is_bare(file.path)) else 0.0


def read(file: File, scope: Scope) -> Iterator[Fact]:
    """The merged changes of all services, from two weeks before the scope to its end, newest first.

    `lines` are given for the newest commits only. What could not be read is a Gap, as are commits beyond `MOST`.

    Raises:
        SourceError: there is no history that can be read.
    """
    name = file.name or file.path.name
    since = scope.since - LEAD if scope.since else None
    with open_history(file.path) as history:
        commits = history.commits(since=since, until=scope.until, limit=MOST)
        for number, commit in enumerate(_without_echoes(commits)):
            lines = _lines(history, commit) if number < _MOST_WITH_LINES else {}
            yield from _changes(name, commit, lines)
        yield from (_gap(name, problem) for problem in history.problems)


def _is_bare(path: Path) -> bool:
    return (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()


def _without_echoes(commits: Sequence[Commit]) -> Iterator[Commit]:
    told = {commit.sha for commit in commits}
    return (commit for commit in commits if not told.intersection(commit.parents[1:]))


def _lines(history: Repository, commit: Commit) -> Mapping[str, tuple[range, ...]]:
    """What the commit wrote, by file; nothing for one too large to be read by a person."""
    if not commit.files or len(commit.files) > _MOST_FILES:
        return {}
    try:
        return history.lines_changed(commit.sha)
    except SourceError:  # the change is told all the same; its lines only help to find the place
        return {}


def _changes(name: str, commit: Commit, lines: Mapping[str, tuple[range, ...]]) -> Iterator[Change]:
    """One change per service, with its own files and those that belong to none."""
    paths = tuple(sorted(change.path for change in commit.files))
    subject = " ".join(commit.subject.split())
    quote = commit.subject if subject else commit.sha
    for service, files in services_of(paths).items():
        yield Change(
            kind=kind_of(files),
            stage=Stage.MERGED,
            service=service,
            at=commit.committed_at,
            what=subject or f"commit {commit.sha[:10]}",
            source=NAME,
            cites=(Citation(Ref(NAME, f"{name}@{commit.sha}"), quote),),
            version=commit.sha,
            by=commit.author,
            files=files[:_MOST_FILES],
            lines=_first_lines(files, lines),
        )


def _first_lines(files: Sequence[str], lines: Mapping[str, tuple[range, ...]]) -> tuple[tuple[str, int, int], ...]:
    """(file, first, last) of what was written, from 1; where lines were only taken away, the line before them."""
    every = (
        (file, max(1, one.start), max(1, one.start, one.stop - 1)) for file in files for one in lines.get(file, ())
    )
    return tuple(one for one, _ in zip(every, range(_MOST_LINES), strict=False))


def _gap(name: str, problem: Problem) -> Gap:
    return Gap(what=f"changes in {name}", why=f"{problem.where}: {problem.why}", hint=problem.hint, source=NAME)
