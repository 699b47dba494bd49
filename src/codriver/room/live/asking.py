"""Every source asked in a thread of its own; who has not answered by the deadline is left behind, and that is said."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from codriver.access.http.deadline import Deadline
from codriver.connectors import Document, Fact, File
from codriver.errors import CodriverError
from codriver.model import Gap
from codriver.room.live.furnished import Furnished
from codriver.room.plugged import guarded, is_bug

Item = Fact | File | Document
Question = Callable[[Furnished], Iterator[Item]]
_END = None


@dataclass(slots=True)
class Heard:
    """What one source said by the deadline, in its order; `finished` when it had no more to say."""

    asked: Furnished
    items: list[Item] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    seconds: float | None = None
    failed: bool = False

    @property
    def finished(self) -> bool:
        return self.seconds is not None


def ask(
    sources: Sequence[Furnished], question: Question, deadline: Deadline, tell: Callable[[str], None]
) -> tuple[Heard, ...]:
    """What every source answers to the question until the deadline, in the order of the sources."""
    heard = [Heard(one) for one in sources]
    began, said = deadline.left, SimpleQueue[tuple[int, Item | CodriverError | None]]()
    for number, one in enumerate(sources):
        threading.Thread(target=_listen, args=(number, one, question, said), daemon=True).start()
    while not all(told.finished for told in heard) and not deadline.over:
        try:
            number, item = said.get(timeout=deadline.left)
        except Empty:
            break
        _note(heard[number], item, began - deadline.left)
        if item is _END:
            tell(f"{heard[number].asked.named.name} answered")
    for told in heard:
        _conclude(told, began)
    return tuple(heard)


def _listen(
    number: int, one: Furnished, question: Question, said: "SimpleQueue[tuple[int, Item | CodriverError | None]]"
) -> None:
    try:
        if one.trouble:
            raise one.trouble
        for item in guarded(one.named.name, question)(one):
            said.put((number, item))
    except CodriverError as error:
        said.put((number, error))
    said.put((number, _END))


def _note(heard: Heard, item: Item | CodriverError | None, seconds: float) -> None:
    if item is _END:
        heard.seconds = round(seconds, 3)
    elif isinstance(item, CodriverError):
        heard.failed = True
        heard.gaps.append(heard.asked.gap(item.message, item.hint or "see the source's page in the docs"))
    elif isinstance(item, Gap):
        heard.failed |= is_bug(item)
        heard.gaps.append(item)
    else:
        heard.items.append(item)


def _conclude(heard: Heard, allowed: float) -> None:
    if not heard.finished:
        heard.failed = True
        got = f"; {len(heard.items)} answers came before and are used" if heard.items else ""
        hint = "raise deadline_s under [sources], ask for a shorter time, or see whether it is overloaded"
        heard.gaps.append(heard.asked.gap(f"no whole answer within {allowed:.3g} s{got}", hint))
    heard.gaps.extend(heard.asked.doubts())


def names(heard: Iterable[Heard]) -> tuple[str, ...]:
    """The sources that answered whole."""
    return tuple(one.asked.named.name for one in heard if not one.failed)
