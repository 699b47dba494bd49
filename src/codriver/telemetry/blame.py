"""Which of a trace's frames likely needs the fix: the nearer to where it was thrown, the likelier, with three doubts.

Who only checks, wraps or reports is seldom wrong itself, nor is who refuses an argument: then the caller gave it. Where
the trace comes from a test, the test's name says whom it tests. When it is wrong: the fault lies where no frame is, as
when a value was made long before.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace

OF_TEST, AFTERMATH, REFUSED, TESTED = (
    0.4,
    0.5,
    0.7,
    3.0,
)  # what each doubt, or the test's name, makes of a frame's weight
_AFTERMATH = re.compile(
    r"assert|panic|fail|raise|throw|report|handle_?(?:error|exception)|on_?error|logg?(?:er|ing)?\b|middleware|retry|wrap"
    r"|validat|precondition|check(?:_|[A-Z]|s?\b)|require|ensure|verify|exception\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(r"(?:Argument|State|Key|Value|Type|Range)(?:Exception|Error)$|^(?:TypeError|RangeError)$")
_TEST = re.compile(
    r"(?:^|[/.])(?:tests?|specs?|__tests__|junit)[/.]|(?:^|/)test_|_test\.|\.(?:test|spec)\.|_spec\."
    r"|Tests?(?:Case)?(?:\.(?:java|kt|scala|cs)$|\$|$)",
    re.IGNORECASE,
)
_TESTS = re.compile(r"^tests?_|_(?:test|spec)s?$|^Test(?=[A-Z])|(?:Tests?(?:Case)?|Spec)$|\.(?:test|spec)$")
_ENDING = re.compile(r"\.\w{1,6}$")
_MAIN = frozenset(("__init__", "index", "mod"))
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z0-9]+(?![a-z])")


@dataclass(frozen=True, slots=True)
class Blamed:
    """A frame, how many of ours are nearer to where it was thrown, and how likely the fix is there (not a share)."""

    frame: Frame
    rank: int
    weight: float


def is_test(file: str) -> bool:
    """Whether a path is a test's."""
    return bool(_TEST.search(file))


def blamed(trace: StackTrace, frames: Iterable[Frame]) -> tuple[Blamed, ...]:
    """These frames of the trace with their weights, the innermost of the root first; a function once in a file."""
    wanted = frozenset(frames)
    ordered = [frame for frame in _from_the_root(trace) if frame in wanted]
    once = list(reversed({(frame.file, frame.function): frame for frame in reversed(ordered)}.values()))
    subjects = subjects_of(frame.file for frame in _from_the_root(trace))
    found = (Blamed(frame, rank, _weight(rank, frame, trace, subjects)) for rank, frame in enumerate(once))
    return tuple(found)


def subjects_of(files: Iterable[str]) -> tuple[str, ...]:
    """What the tests among these files are named after: `tests/test_cart.py` tests `cart`, `CartTest.java` `Cart`."""
    stems = (_TESTS.sub("", _stem(file)) for file in files if is_test(file))
    return tuple(dict.fromkeys(stem for stem in stems if stem))


def named_after(path: str, subject: str) -> float:
    """How much of the test's subject the path says, in [0, 1]; 0 unless it says the last word of it."""
    words, said = _words(subject), set(_words("/".join(path.split("/")[-4:-1]))) | set(_words(_stem(path)))
    if is_test(path) or not words or words[-1] not in _words(_stem(path)):
        return 0.0
    return sum(word in said for word in words) / max(len(words), len(_words(_stem(path))))


def _from_the_root(trace: StackTrace) -> list[Frame]:
    chain = (trace.root, *(one for one in reversed((trace, *reversed(trace.causes))) if one is not trace.root))
    return [frame for one in chain for frame in reversed(one.frames)]


def _weight(rank: int, frame: Frame, trace: StackTrace, subjects: Sequence[str]) -> float:
    weight = 1 / (1 + rank)
    weight *= AFTERMATH if _AFTERMATH.search(f"{_stem(frame.file)}.{frame.function.rpartition('.')[2]}") else 1
    weight *= REFUSED if rank == 0 and _REFUSES.search(trace.root.exception) else 1
    weight *= OF_TEST if is_test(frame.file) else 1
    return weight * (TESTED if any(named_after(frame.file, subject) == 1 for subject in subjects) else 1)


def _stem(file: str) -> str:
    """The file's own name; of a package's main file that of its folder."""
    parts = file.replace("\\", "/").split("/")
    stem = _ENDING.sub("", parts[-1])
    return parts[-2] if stem in _MAIN and len(parts) > 1 else stem


def _words(name: str) -> list[str]:
    return [word.lower().removesuffix("s") for word in _WORD.findall(name)]
