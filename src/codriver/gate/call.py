"""One command as it would be started: its arguments, what it would read, and how to follow what it starts itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from codriver.gate.shell.tree import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codriver.gate.shell.follow import Follower
    from codriver.gate.shell.scope import Scope


@dataclass
class Call:
    """`stdin` is None where nothing is fed in. `printed` is set by a tool that knows what it would print.

    `remote` says that it runs elsewhere: no path is one of the caller's own. `many` says that it runs for a list.
    """

    argv: tuple[str, ...]
    scope: Scope
    follower: Follower
    stdin: str | None = None
    remote: bool = False
    many: bool = False
    depth: int = 0
    printed: str = field(default=UNKNOWN)

    @property
    def name(self) -> str:
        """The program, without its folder."""
        return self.argv[0].rpartition("/")[2]

    @property
    def args(self) -> tuple[str, ...]:
        """What follows the program."""
        return self.argv[1:]

    def start(self, argv: Sequence[str], *, stdin: str | None = None, remote: bool = False, many: bool = False) -> None:
        """Follow another command that this one starts; what that prints, this one prints."""
        if not argv:
            return
        fed = self.stdin if stdin is None else stdin
        inner = replace(self, argv=tuple(argv), stdin=fed, depth=self.depth + 1, printed=UNKNOWN)
        inner.remote, inner.many = self.remote or remote, self.many or many
        self.printed = self.follower.command(inner)

    def shell(self, text: str, arguments: Sequence[str] = (), *, remote: bool = False, many: bool = False) -> None:
        """Follow a text that this command hands to a shell."""
        inner = replace(self, depth=self.depth + 1, printed=UNKNOWN)
        inner.remote, inner.many = self.remote or remote, self.many or many
        self.printed = self.follower.text(text, inner, tuple(arguments))

    def file(self, path: str) -> str | None:
        """What stands in a file, as far as that is known."""
        return self.follower.file(path, self.scope, remote=self.remote)
