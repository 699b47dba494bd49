"""Plug-ins as the room calls them: by name, and so that a bug in one is a Gap beside the answer, not its end."""

import logging
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from codriver import plugins
from codriver.connectors import Connector, Fact, File
from codriver.errors import CodriverError
from codriver.model import Gap, Matters, Scope

log = logging.getLogger(__name__)


def functions(package: str, word: str) -> tuple[dict[str, Callable[..., Iterator[Any]]], tuple[Gap, ...]]:
    """The function `word` of every plug-in of the package, guarded; a Gap for each that cannot be had."""
    found, gaps = _found(package, (word,))
    return {name: guarded(name, getattr(module, word)) for name, module in found.items()}, gaps


def connectors() -> tuple[dict[str, Connector], tuple[Gap, ...]]:
    """Every connector by name, its reading guarded; a Gap for each that cannot be had."""
    found, gaps = _found("codriver.connectors", ("NAME", "recognise", "read"), unless="fetch")
    return {name: _Guarded(module) for name, module in found.items()}, gaps


def live_connectors() -> tuple[dict[str, ModuleType], tuple[Gap, ...]]:
    """Every connector that asks a running system, by name; whoever calls it guards the call."""
    found, gaps = _found("codriver.connectors", ("NAME", "GIVES", "SETTINGS", "fetch"), unless="recognise")
    return found, gaps


def guarded(name: str, call: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """The same function; when it breaks, what it gave so far stands and a Gap says what is missing."""

    def run(*args: object) -> Iterator[Any]:
        try:
            yield from call(*args)
        except CodriverError:
            raise
        except Exception as error:
            log.debug("plug-in %s broke", name, exc_info=True)
            yield _bug(name, error)

    return run


class _Guarded:
    """A connector whose bugs become Gaps, and whose doubts about a file become a zero."""

    def __init__(self, module: ModuleType) -> None:
        self.NAME: str = module.NAME
        self._recognise = module.recognise
        self._read = guarded(self.NAME, module.read)

    def recognise(self, file: File) -> float:
        score = list(guarded(self.NAME, lambda: iter([self._recognise(file)]))())[-1]
        return score if isinstance(score, int | float) else 0.0

    def read(self, file: File, scope: Scope) -> Iterator[Fact]:
        return self._read(file, scope)


def _found(package: str, words: tuple[str, ...], *, unless: str = "") -> tuple[dict[str, ModuleType], tuple[Gap, ...]]:
    """The plug-ins that have all the words; one that has `unless` is of another kind, and lacks nothing."""
    whole, gaps = {}, []
    for name, item in plugins.discover(package).items():
        if isinstance(item, plugins.Broken):
            gaps.append(_missing(name, item.why))
        elif lacking := [word for word in words if not hasattr(item, word)]:
            if unless and hasattr(item, unless):
                continue
            gaps.append(_missing(name, f"it has no {', '.join(lacking)}"))
        else:
            whole[name] = item
    return whole, tuple(gaps)


def _missing(name: str, why: str) -> Gap:
    return Gap(what=f"the plug-in {name}", why=why, hint="mend it or uninstall it", source=name, matters=Matters.SOME)


def is_bug(gap: Gap) -> bool:
    """Whether the Gap stands for a plug-in that broke."""
    return gap.why.startswith(_BROKE)


_BROKE = "it broke: "


def _bug(name: str, error: Exception) -> Gap:
    hint = "run again with --verbose for its traceback, and tell its author"
    return Gap(
        what=f"what {name} would have seen", why=f"{_BROKE}{type(error).__name__}: {error}", hint=hint, source=name
    )
