"""Several questions to one source at a time, answers in the order of the questions."""

import threading
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from typing import TypeVar

from codriver.connectors import AtOnce
from codriver.errors import CodriverError, SourceError
from codriver.model import Gap
from codriver.room.plugged import guarded

MOST = 4  # a store that is in trouble itself must not be buried in questions
T = TypeVar("T")


def at_once(name: str, most: int = MOST) -> AtOnce:
    """A way to ask up to `most` questions at a time. An error is raised where its answer would have come."""

    def run(questions: Iterable[Callable[[], T]]) -> Iterator[T]:
        waiting: SimpleQueue[tuple[Callable[[], T], SimpleQueue[T | CodriverError]]] = SimpleQueue()
        answers: list[SimpleQueue[T | CodriverError]] = []
        for question in questions:
            answers.append(SimpleQueue())
            waiting.put((question, answers[-1]))
        for _ in range(min(most, len(answers))):
            # Daemons: whoever hangs is left behind, and does not keep the program from ending.
            threading.Thread(target=_work, args=(name, waiting), daemon=True).start()
        for answer in answers:
            found = answer.get()
            if isinstance(found, CodriverError):
                raise found
            yield found

    return run


def _work(name: str, waiting: "SimpleQueue[tuple[Callable[[], T], SimpleQueue[T | CodriverError]]]") -> None:
    while True:
        try:
            question, answer = waiting.get_nowait()
        except Empty:
            return
        answer.put(_answered(name, question))


def _answered(name: str, question: Callable[[], T]) -> T | CodriverError:
    try:
        (found,) = guarded(name, lambda: iter([question()]))()
    except CodriverError as error:
        return error
    if isinstance(found, Gap):
        return SourceError(found.why, hint=found.hint)
    answer: T = found
    return answer
