"""Does an error name a value that a change put in? The diff of a change held against what fails since.

An error about port 8443 right after a commit wrote `8443` into the configuration says more than any timing. Only the
value that both have goes into a fact: other parts of a diff may be secret.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from codriver.access.git import Repository, open_history
from codriver.errors import SourceError
from codriver.model import Change, Citation, Observation, Ref, Signal, Situation, Stage

LOOKBACK = timedelta(hours=1)
MOST_CHANGES, MOST_ERRORS, MOST_BYTES = 20, 200, 64 * 1024
LOUD = frozenset({"error", "fatal", "warn"})
VALUE = re.compile(r"[A-Za-z0-9][\w.:/-]*[A-Za-z0-9]")
TELLING = re.compile(r".*\d.*|.{6,}")  # a short word without a digit is in every error
ALTERED = re.compile(r"(?P<key>[A-Za-z][\w.-]{2,80})[:=]? *\S{1,80} *(?:->|=>|→) *(?P<new>\w[\w.:/-]{0,80})")
SHORTEST_WORD = 3
KNOWN = re.compile(r"true|false|null|none|error|timeout|default|service|config", re.IGNORECASE)


def changed_values(situation: Situation, repositories: dict[str, Path]) -> tuple[Observation, ...]:
    """One observation a change whose new value an error names. `repositories`: name in citations -> path."""
    errors = _errors(situation)
    suspects = [change for change in situation.changes if _in_question(situation, change)][-MOST_CHANGES:]
    return tuple(seen for change in suspects if errors for seen in _compare(change, errors, repositories))


def _in_question(situation: Situation, change: Change) -> bool:
    window = situation.window
    return (
        window is not None and change.stage == Stage.DEPLOYED and window.onset - LOOKBACK <= change.at <= window.until
    )


def _errors(situation: Situation) -> list[Observation]:
    """Log lines that are new since the onset, the most frequent first."""
    new = [o for o in situation.observations if o.signal == Signal.LOG and o.level in LOUD and not o.before and o.after]
    return sorted(new, key=lambda seen: (-seen.count, seen.id))[:MOST_ERRORS]


def _compare(change: Change, errors: Sequence[Observation], repositories: dict[str, Path]) -> Iterator[Observation]:
    said = next(
        ((key, value, e) for key, value in _said(change) for e in errors if _means(e, change, key, value)), None
    )
    if said:
        key, value, error = said
        yield _observation(change, f"the error names {value}, to which it set {key}", value, change.cites[0], error)
        return
    for name, sha in _commits(change):
        if name in repositories:
            values = _new_values(repositories[name], sha)
            hit = next(((v, path, e) for e in errors for v, path in values if _names(e, change, v)), None)
            if hit:
                value, file, error = hit
                put = Citation(Ref("git", f"{name}@{sha}:{file}"), value)
                says = f"the error names {value}, which this change put into {file}"
                yield _observation(change, says, value, put, error)
                return


def _said(change: Change) -> Iterator[tuple[str, str]]:
    """The settings that the change itself says it altered, with their new values: `pool.max 50 -> 5`."""
    yield from ((found["key"], found["new"]) for found in ALTERED.finditer(change.what))


def _means(error: Observation, change: Change, key: str, value: str) -> bool:
    """Whether the error names the value, and the setting by one of its words: a small number alone is in every line."""
    words = [word for word in re.split(r"[^a-z]+", key.lower()) if len(word) >= SHORTEST_WORD]
    return _names(error, change, value) and any(word in error.text.lower() for word in words)


def _commits(change: Change) -> Iterator[tuple[str, str]]:
    for cite in change.cites:
        name, found, sha = cite.ref.locator.rpartition("@")
        if cite.ref.source == "git" and found:
            yield name, sha


def _new_values(path: Path, sha: str) -> list[tuple[str, str]]:
    """Values of the added lines that no removed line has, with their file; none when the diff cannot be read."""
    try:
        with open_history(path) as history:
            return list(_added(history, sha))
    except SourceError:
        return []  # the history itself is read, and its troubles told, by its connector


def _added(history: Repository, sha: str) -> Iterator[tuple[str, str]]:
    file, gone, come = "", set[str](), dict[str, str]()
    for line in history.diff(sha, max_bytes=MOST_BYTES).splitlines():
        if line.startswith("+++ "):
            file = line.removeprefix("+++ ").removeprefix("b/").strip()
        elif line.startswith("-"):
            gone.update(VALUE.findall(line))
        elif line.startswith("+"):
            come.update(dict.fromkeys(VALUE.findall(line), file))
    for value, where in sorted(come.items()):
        if value not in gone and TELLING.fullmatch(value) and not KNOWN.fullmatch(value):
            yield value, where


def _names(error: Observation, change: Change, value: str) -> bool:
    if change.service not in (error.service, error.peer):
        return False
    return re.search(rf"(?<![\w.]){re.escape(value)}(?![\w])", error.text) is not None


def _observation(change: Change, says: str, value: str, put: Citation, error: Observation) -> Observation:
    return Observation(
        signal=Signal.CODE,
        source=put.ref.source,
        service=change.service,
        at=change.at,
        name="a changed value in an error",
        says=says,
        cites=(put, *error.cites[:2]),
        kind="changed value",
        text=value,
        labels=(("change", change.version or change.id),),
    )
