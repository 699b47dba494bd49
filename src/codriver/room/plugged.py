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
    found, gaps = _found("codriver.connectors", ("NAME", "recognise", "read"))
    return {name: _Guarded(module) for name, module in found.items()}, gaps


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


def _found(package: str, words: tuple[str, ...]) -> tuple[dict[str, ModuleType], tuple[Gap, ...]]:
    whole, gaps = {}, []
    for name, item in plugins.discover(package).items():
        if isinstance(item, plugins.Broken):
            gaps.append(_missing(name, item.why))
        elif lacking := [word for word in words if not hasattr(item, word)]:
            gaps.append(_missing(name, f"it has no {', '.join(lacking)}"))
        else:
            whole[name] = item
    return whole, tuple(gaps)


def _missing(name: str, why: str) -> Gap:
    return Gap(what=f"the plug-in {name}", why=why, hint="mend it or uninstall it", source=name, matters=Matters.SOME)


def _bug(name: str, error: Exception) -> Gap:
    hint = "run again with --verbose for its traceback, and tell its author"
    return Gap(
        what=f"what {name} would have seen", why=f"it broke: {type(error).__name__}: {error}", hint=hint, source=name
    )
