"""What a question is about, found: a definition or a state, in Python or in a language with declared types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codriver.codebase.answers import Target
    from codriver.codebase.python.scopes import Scope
    from codriver.codebase.typed.outline import Def


@dataclass(frozen=True, slots=True)
class Symbol:
    """A definition (`scope` is its own) or a state (`scope` is the class or module that holds it).

    Of a language other than Python it is `typed`: the file and its definition.
    """

    target: Target
    scope: Scope | None = None
    is_state: bool = False
    typed: tuple[str, Def] | None = None
