"""What one file defines and uses: definitions with their types, variables by function, and every use of a name."""

from __future__ import annotations

from dataclasses import dataclass, field

Expr = (
    tuple[object, ...] | None
)  # ("name", x), ("field", e, x), ("call", e, x, n), ("new", T), ("index", e), ("type", T)
THIS: Expr = ("this",)
ABOVE: Expr = ("above",)
UNKNOWN: Expr = ("unknown",)


@dataclass(slots=True, eq=False)
class Def:
    """A class, function, method or field. `owner` is the class around (or a receiver's type); `within` the function."""

    kind: str  # class, function, field
    name: str
    owner: str
    line: int
    end: int
    within: Def | None = None
    parameters: tuple[tuple[str, str], ...] = ()
    result: str = ""
    bases: tuple[str, ...] = ()
    value: Expr = None
    variadic: bool = False
    local: bool = False  # seen in its file only (C)
    declares: bool = False  # a prototype: what it does stands elsewhere
    bare: bool = False  # in a namespace: called by its name alone from inside
    variables: dict[str, list[tuple[int, str, Expr, int]]] = field(default_factory=dict)  # line, type, value, place

    @property
    def qual(self) -> str:
        """Owner and name."""
        return f"{self.owner}.{self.name}" if self.owner else self.name


@dataclass(frozen=True, slots=True)
class Use:
    """A name used: called, made (`new`), read, or written; `on` is its receiver."""

    name: str
    role: str  # call, new, read, store, passed
    line: int
    column: int
    on: Expr
    arguments: tuple[Expr, ...] | None
    within: Def | None
    owner: str


@dataclass(slots=True, eq=False)
class Outline:
    """One file. `errors`: the grammar could not read all of it."""

    path: str
    language: str
    package: str = ""
    imports: list[tuple[str, str, str]] = field(default_factory=list)  # alias, path, name
    defs: list[Def] = field(default_factory=list)
    uses: dict[str, list[Use]] = field(default_factory=dict)
    variables: dict[str, list[tuple[int, str, Expr, int]]] = field(default_factory=dict)
    errors: bool = False
    lines: list[str] = field(default_factory=list)


def head_of(said: str) -> str:
    """The name of a type: `*pkg.T[K]` is T, `List<D>` is List, `readonly D[]` is a box."""
    text = said.strip().lstrip(":").strip()
    for word in ("readonly ", "const ", "final ", "&", "*", "?", "mut ", "impl ", "dyn ", "ref "):
        text = text.removeprefix(word).strip()
        if text.startswith("'"):  # a lifetime
            text = text.partition(" ")[2].strip()
    if text.startswith(("[", "map[", "chan ", "<-chan", "chan<-")) or (
        text.endswith("]") and "[" in text and text[-2:] == "[]"
    ):
        return "[]"
    for opening in "<[({|?! ":
        text = text.partition(opening)[0]
    for mark in (".", "::", "\\"):
        text = text.rpartition(mark)[2]
    return text.strip("*&?!")


def item_of(said: str) -> str:
    """What a box of this type holds: the last type argument, or what stands before or behind the brackets."""
    text = said.strip().lstrip(":").strip()
    if text.endswith("[]"):
        return text[:-2]
    if text.lstrip("<-").startswith("chan"):
        return text.lstrip("<-").removeprefix("chan").lstrip("<- ")
    if text.startswith(("[", "map[")):
        return text.partition("]")[2]
    if text.startswith("Result<"):
        return text[7:].partition(",")[0].removesuffix(">")
    inside = _last(text.partition("<")[2][:-1]) if "<" in text and text.endswith(">") else ""
    return inside or (_last(text.partition("[")[2][:-1], "[]") if "[" in text and text.endswith("]") else "")


def unboxed(said: str, boxes: frozenset[str]) -> str:
    """The type without the boxes that are used as what they hold: `Box<T>` is T."""
    while head_of(said) in boxes and item_of(said):
        said = item_of(said)
    return said


def part_of(said: str, place: int) -> str:
    """The type at a place of several results: `(*T, error)`."""
    text = said.strip()
    if not (text.startswith("(") and text.endswith(")")):
        return said if place == 0 else ""
    parts = text[1:-1].split(",")
    return parts[place].strip().rpartition(" ")[2] if place < len(parts) else ""


def _last(inner: str, marks: str = "<>") -> str:
    depth, start = 0, 0
    for at, letter in enumerate(inner):
        depth += (letter == marks[0]) - (letter == marks[1])
        if letter == "," and depth == 0:
            start = at + 1
    return inner[start:].strip()
