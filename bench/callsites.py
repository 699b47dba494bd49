"""Log statements in source code: what they say, and where the values stand. Python, Java and Go (hclog, slog).

A statement becomes pieces: words as written, and values by the text of their expression.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LEVELS = ("debug", "info", "warning", "warn", "error", "exception", "critical", "trace")
_CALL = re.compile(
    r"\b\w*(?:LOG|log|Log|logger|LOGGER)\w*\.(trace|debug|info|warn|error|Trace|Debug|Info|Warn|Error)\("
)
_PERCENT = re.compile(r"%(?:\((\w+)\))?[#0 +-]*(?:\d+|\*)?(?:\.\d+)?([diouxXeEfFgGcrsa%])")
_BRACES = re.compile(r"\{(\w*)(?:![rsa])?(?::[^{}]*)?\}")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_LONGEST = 2_000  # characters of one statement


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a statement: the expression, and how it is written (`d`, `f`, `s`, `r`; `k` after a key)."""

    expression: str
    how: str = "s"


@dataclass(frozen=True, slots=True)
class Statement:
    """One call: its level and its pieces. Its `text` is the same for calls that say the same."""

    level: str
    pieces: tuple[str | Value, ...]

    @property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else "<*>" for piece in self.pieces)


def statements(folder: Path) -> list[Statement]:
    """Every statement below, that says two words at least, once."""
    found: dict[str, Statement] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".java", ".go") and not re.search(r"(?:^|/|_)tests?(?:/|_|\.)|Test", str(path)):
            for one in _read(path):
                words = "".join(piece for piece in one.pieces if isinstance(piece, str))
                if len(re.findall(r"[A-Za-z]{2,}", words)) > 1 and "\n" not in words:
                    found.setdefault(one.text, one)
    return list(found.values())


def _read(path: Path) -> Iterator[Statement]:
    source = path.read_text("utf-8", "replace")
    if path.suffix == ".py":
        yield from _python(source)
    else:
        yield from _calls(source, go=path.suffix == ".go")


def _python(source: str) -> Iterator[Statement]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if node.func.attr in LEVELS and "log" in ast.unparse(node.func.value).lower():
            pieces = _said(node.args[0], [ast.unparse(one) for one in node.args[1:]])
            if pieces:
                yield Statement(node.func.attr, tuple(pieces))


def _said(node: ast.expr, values: list[str]) -> list[str | Value]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _percent(node.value, values) if values else [node.value]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant):
        right = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
        return _percent(str(node.left.value), [ast.unparse(one) for one in right])
    if isinstance(node, ast.JoinedStr):
        return [
            Value(ast.unparse(one.value)) if isinstance(one, ast.FormattedValue) else str(ast.literal_eval(one))
            for one in node.values
        ]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        named = {one.arg: ast.unparse(one.value) for one in node.keywords}
        text = node.func.value
        if isinstance(text, ast.Constant):
            return _braces(str(text.value), [ast.unparse(one) for one in node.args], named)
    return []


def _percent(text: str, values: list[str]) -> list[str | Value]:
    pieces: list[str | Value] = []
    at, rest = 0, iter(values)
    for found in _PERCENT.finditer(text):
        pieces.append(text[at : found.start()])
        pieces.append("%" if found[2] == "%" else Value(found[1] or next(rest, "value"), found[2]))
        at = found.end()
    return [*pieces, text[at:]]


def _braces(text: str, values: list[str], named: dict[str | None, str]) -> list[str | Value]:
    pieces: list[str | Value] = []
    at, rest = 0, iter(values)
    for found in _BRACES.finditer(text):
        pieces.append(text[at : found.start()])
        pieces.append(Value(named.get(found[1]) or next(rest, found[1] or "value")))
        at = found.end()
    return [*pieces, text[at:]]


def _calls(source: str, *, go: bool) -> Iterator[Statement]:
    for call in _CALL.finditer(source):
        parts = _arguments(source[call.end() : call.end() + _LONGEST])
        if parts and parts[0].startswith('"'):
            pieces = _pairs(parts) if go else _braces_of_java(parts)
            if pieces:
                yield Statement(call[1].lower(), tuple(pieces))


def _arguments(text: str) -> list[str]:
    """The arguments up to the closing bracket; none where it does not come."""
    parts: list[str] = []
    depth = start = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[()\[\]{},]', text):
        if token[0] in "([{":
            depth += 1
        elif token[0] in ")]}":
            if not depth:
                return [*parts, text[start : token.start()].strip()]
            depth -= 1
        elif token[0] == "," and not depth:
            parts.append(text[start : token.start()].strip())
            start = token.end()
    return []


def _braces_of_java(parts: list[str]) -> list[str | Value]:
    """`"a {} b " + c`, with the values that follow."""
    first: list[str | Value] = []
    for term in re.split(r'\s*\+\s*(?=(?:[^"]*"[^"]*")*[^"]*$)', parts[0]):
        quoted = _STRING.fullmatch(term)
        first.append(quoted[1].replace('\\"', '"') if quoted else Value(term))
    rest, pieces = iter(parts[1:]), list[str | Value]()
    for piece in first:
        if isinstance(piece, Value):
            pieces.append(piece)
            continue
        for at, words in enumerate(piece.split("{}")):
            pieces.extend([Value(next(rest, "value")), words] if at else [words])
    return pieces


def _pairs(parts: list[str]) -> list[str | Value]:
    """Words, then keys and values, as hclog and slog have them."""
    said = _STRING.fullmatch(parts[0])
    if not said:
        return []
    pieces: list[str | Value] = [said[1]]
    keyed = [part for part in zip(parts[1::2], parts[2::2], strict=False) if _STRING.fullmatch(part[0])]
    for at, (key, value) in enumerate(keyed):
        pieces += [f"{'' if at else ':'} {key.strip(chr(34))}=", Value(value, "k")]
    return pieces
