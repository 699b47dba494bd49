"""Which pieces of a file a question needs, and parsing just these: by name, by line, by class."""

from __future__ import annotations

import ast
import re
import warnings
from bisect import bisect_right, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from codriver.codebase.python.chunks import Chunk
    from codriver.codebase.python.scopes import Module, Scope


def on_demand(module: Module) -> None:
    """Let the file's own names ask for what they need."""
    module.mentions.ask = lambda name: open_all(module, _mentioning(module, name.lstrip("'")))
    module.root.bindings.ask = lambda name: open_all(module, _binding(module, module.chunks.outermost, name))
    module.root.items.ask = lambda name: open_all(module, _mentioning(module, name))
    at = module.text.find("import *")
    while at >= 0:  # names may come from there that stand nowhere in this file
        open_all(module, filter(None, [module.chunks.at(at)]))
        at = module.text.find("import *", at + 1)


def attend(module: Module, node: ast.ClassDef, scope: Scope) -> None:
    """The same for a class whose body is not parsed yet."""
    chunk = next((one for one, of in module.of_chunk.items() if of is node), None)
    if chunk is None:
        return
    scope.bindings.ask = lambda name: open_all(module, _binding(module, chunk.body, name))
    scope.bindings.declared = frozenset(one.name for one in chunk.body if one.kind != "plain")
    scope.self_writes.ask = lambda name: open_all(module, _mentioning(module, f".{name}", chunk))
    scope.self_items.ask = lambda name: open_all(module, _mentioning(module, f".{name}", chunk))
    scope.items.ask = lambda name: open_all(module, _mentioning(module, name, chunk))


def open_all(module: Module, chunks: Iterable[Chunk] | None = None) -> None:
    """Parse these pieces; without a choice, all."""
    for one in module.chunks.every if chunks is None else list(chunks):
        _open(module, one)


def open_where(module: Module, pattern: re.Pattern[str]) -> None:
    """Parse the pieces in which the pattern is found."""
    at = pattern.search(module.text)
    while at is not None:
        chunk = module.chunks.at(at.start())
        if chunk is not None:
            _open(module, chunk)
        end = at.end() if chunk is None else chunk.header if chunk.body and at.start() < chunk.header else chunk.end
        at = pattern.search(module.text, max(end, at.end()))


def at_line(module: Module, line: int) -> None:
    """Parse what stands in a line, and nothing else."""
    lines = [one.line for one in module.chunks.every]
    found = bisect_right(lines, line) - 1
    if found >= 0:
        _open(module, module.chunks.every[found])


def of_scope(module: Module, scope: Scope) -> None:
    """Parse all of a class (a function is parsed as a whole)."""
    chunk = next((one for one, node in module.of_chunk.items() if node is scope.node), None)
    if chunk is not None:
        open_all(module, (one for one in module.chunks.every if chunk.start <= one.start < chunk.end))
    elif scope is module.root:
        open_all(module)


def defined_as(module: Module, name: str) -> list[Scope]:
    """The scopes of the functions and classes of this name."""
    for word in ("def", "class"):
        open_all(module, _mentioning(module, f"{word} {name}"))
    found = (scope for scope in list(module.scopes.values()) if scope.kind in ("function", "class"))
    return [scope for scope in found if scope.name == name]


def classes_of(module: Module, name: str = "", header: str = "") -> list[Scope]:
    """The scopes of its classes; only of those around the name, or with it in their header, when one is given."""
    for one in module.chunks.with_classes(module.text):
        held = not name or _found(module.text, name, one.start, one.end) >= 0
        if held and (not header or _renames(module, header) or _heads(module, one, header)):
            _open(module, one)
    return [scope for scope in list(module.scopes.values()) if scope.kind == "class"]


def _heads(module: Module, chunk: Chunk, name: str) -> bool:
    """Whether the name stands in the header of a class; in other pieces, anywhere."""
    return _found(module.text, name, chunk.start, chunk.header if chunk.body else chunk.end) >= 0


def _renames(module: Module, name: str) -> bool:
    """Whether the file gives the name another one, under which a class may derive from it."""
    text, at = module.text, _found(module.text, name, 0, len(module.text))
    while at >= 0:
        if text.startswith((" as ", "\n"), at + len(name)):
            return True
        at = _found(text, name, at + 1, len(text))
    return False


def _mentioning(module: Module, name: str, inside: Chunk | None = None) -> Iterator[Chunk]:
    """The pieces in which the name stands."""
    start, end = (inside.start, inside.end) if inside is not None else (0, len(module.text))
    if not name.strip("."):
        return
    at = _found(module.text, name, start, end)
    while at >= 0:
        chunk = module.chunks.at(at)
        if chunk is None:
            return
        yield chunk
        after = chunk.header if chunk.body and at < chunk.header else chunk.end
        at = _found(module.text, name, max(after, at + 1), end)


def _found(text: str, name: str, start: int, end: int) -> int:
    """Where the name stands as a whole word; -1."""
    at = text.find(name, start, end)
    while at >= 0:
        behind = at + len(name)
        before = name[:1] == "." or at == 0 or not _in_word(text[at - 1])
        if before and (behind >= len(text) or not _in_word(text[behind])):
            return at
        at = text.find(name, at + 1, end)
    return -1


def _in_word(letter: str) -> bool:
    return letter == "_" or letter.isalnum()


def _binding(module: Module, chunks: list[Chunk], name: str) -> Iterator[Chunk]:
    """The pieces of a body that can bind the name in it."""
    for one in chunks:
        named = one.kind != "plain" and one.name == name
        if named or (_found(module.text, name, one.start, one.end) >= 0 and _binds_outside(module, one)):
            yield one


def _binds_outside(module: Module, one: Chunk) -> bool:
    return one.kind == "plain" or module.text.find("global ", one.start, one.end) >= 0


def _open(module: Module, chunk: Chunk) -> None:
    if chunk.opened:
        return
    chunk.opened = True
    parent: ast.AST = module.tree
    scope = module.root
    if chunk.above is not None:
        _open(module, chunk.above)
        node = module.of_chunk.get(chunk.above)
        if node is None:  # the class itself could not be parsed
            return
        parent, scope = node, module.scopes[node]
    module.meter.parsed += (chunk.header if chunk.body else chunk.end) - chunk.start
    nodes = _parsed(module, chunk)
    try:
        _place(module, chunk, nodes, parent, scope)
    except RecursionError:
        _break(module, chunk)


def _place(module: Module, chunk: Chunk, nodes: list[ast.stmt], parent: ast.AST, scope: Scope) -> None:
    from codriver.codebase.python.reading import read  # both build on each other

    body: list[ast.stmt] = parent.body  # type: ignore[attr-defined]  # a file or a class
    for node in nodes:
        insort(body, node, key=lambda one: (one.lineno, one.col_offset))
        if chunk.body and isinstance(node, ast.ClassDef):
            node.body = []
            module.of_chunk[chunk] = node
    read(module, nodes, parent, scope)


def _parsed(module: Module, chunk: Chunk) -> list[ast.stmt]:
    source = module.text[chunk.start : chunk.header if chunk.body else chunk.end]
    if chunk.body:
        source = f"{source}\n{chunk.indent} pass\n"
    before = "\n" * (chunk.line - 2) + "if 1:\n" if chunk.indent else "\n" * (chunk.line - 1)
    tree = _tree(before + source)
    if tree is None:
        return _rescued(module, chunk)
    found = tree.body[0].body if chunk.indent and isinstance(tree.body[0], ast.If) else tree.body
    if chunk.body and isinstance(found[0], ast.ClassDef):
        found[0].end_lineno = chunk.line + module.text.rstrip().count("\n", chunk.start, chunk.end)
    return found


def _tree(text: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _rescued(module: Module, chunk: Chunk) -> list[ast.stmt]:
    """The piece was cut wrongly, or is wrong: its statements out of the whole file, if that can be parsed."""
    if module.whole is None:
        module.whole = _tree(module.text) or ast.Module([], [])
    last = chunk.line + module.text.count("\n", chunk.start, chunk.end)
    body: list[ast.stmt] = module.whole.body
    if chunk.above is not None:
        first = chunk.above.line
        owners = (one for one in ast.walk(module.whole) if isinstance(one, ast.ClassDef) and _first(one) == first)
        body = next((one.body for one in owners), [])
    found = [one for one in body if chunk.line <= _first(one) < max(last, chunk.line + 1)]
    if not module.whole.body:
        _break(module, chunk)
    return found


def _break(module: Module, chunk: Chunk) -> None:
    last = chunk.line + module.text.count("\n", chunk.start, chunk.end)
    module.broken.append((chunk.line, max(last - 1, chunk.line)))


def _first(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(one.lineno for one in decorators)])
