"""YAML from outside: plain values only, bounded in size, depth and what aliases unfold to; each value knows its line.

Words are read as YAML 1.2 reads them: `yes`, `no`, `on`, `off` and dates stay text. No tag makes an object.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from codriver.access.files.limits import KIB, amount
from codriver.errors import CodriverError

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST = 512 * KIB
MOST_NODES = 50_000
_MERGE = "<<"
_PREFIX = "tag:yaml.org,2002:"
DEEPEST = 40
_TOO_DEEP = "nothing that codriver reads is that deep"
_HINT = "check the indentation and the quotes around this line"
Place = tuple[str | int, ...]


class BrokenYaml(CodriverError):  # noqa: N818 - a word for the rooms above, which say it in their own error
    """The text is no YAML that codriver reads; `line` counts from 1."""

    def __init__(self, message: str, *, line: int, hint: str = _HINT) -> None:
        super().__init__(message, hint=hint)
        self.line = line


@dataclass(frozen=True, slots=True)
class Document:
    """The value (dicts, lists, strings, numbers, booleans, None), and the line (from 1) of each place in it.

    A place is the way down from the root: `("services", "web", "depends_on", 0)`. For a mapping's value it is the
    line of its key; what a merge (`<<`) brings is found where it was brought to.
    """

    value: Any
    lines: Mapping[Place, int]

    def line(self, *place: str | int) -> int:
        """The line of the place, or of the nearest one above it that is known."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]


class _Loader(yaml.SafeLoader):
    """SafeLoader that knows no dates, no octal and no `yes`, and reads a local tag (`!reset`) as what it stands on."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the parent's own attribute
        first: [pair for pair in pairs if pair[0].removeprefix(_PREFIX) not in ("bool", "int", "timestamp")]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _plain(loader: _Loader, _tag: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return node.value


_Loader.add_implicit_resolver(_PREFIX + "bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
_Loader.add_implicit_resolver(_PREFIX + "int", re.compile(r"^[-+]?(?:0|[1-9][0-9]{0,17})$"), list("-+0123456789"))
_Loader.add_multi_constructor("!", _plain)


def read(text: str) -> Document:
    """The one document in `text`; an empty one has the value None.

    Raises:
        BrokenYaml: it is no YAML, larger than `LARGEST`, nests too deeply, unfolds to more than `MOST_NODES` values,
            says a key twice, or holds a tag for an object.
    """
    if len(text) > LARGEST:
        raise BrokenYaml(f"larger than {amount(LARGEST)}", line=1, hint="split it into several files")
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        lines: dict[Place, int] = _lines(root) if root else {(): 1}
        return Document(loader.construct_document(root) if root else None, lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BrokenYaml(f"no valid YAML: {error.problem}", line=mark.line + 1 if mark else 1) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise BrokenYaml("holds a control character", line=line, hint="take it out") from error
    except (yaml.YAMLError, ValueError, LookupError, AttributeError) as error:  # PyYAML's own, over `!!int ""` and such
        raise BrokenYaml(f"no valid YAML: {error}", line=1) from error
    except RecursionError as error:
        raise BrokenYaml("nested too deeply", line=1, hint=_TOO_DEEP) from error


def _lines(root: yaml.Node) -> dict[Place, int]:
    """The line of every place, aliases unfolded; ends in an error before they unfold to too much."""
    lines: dict[Place, int] = {(): root.start_mark.line + 1}
    waiting: list[tuple[Place, int, yaml.Node]] = [((), 0, root)]
    seen = 0
    while waiting:
        place, depth, node = waiting.pop()
        for name, line, child in _children(node):
            below = place if name == _MERGE else (*place, name)
            lines.setdefault(below, line)
            waiting.append((below, depth + 1, child))
            seen += 1
        if depth > DEEPEST:  # an alias inside of itself has no end
            raise BrokenYaml("nested too deeply", line=node.start_mark.line + 1, hint=_TOO_DEEP)
        if seen > MOST_NODES:
            hint = "write it without so many aliases (`*name`)"
            raise BrokenYaml(f"more than {MOST_NODES} values", line=node.start_mark.line + 1, hint=hint)
    return lines


def _children(node: yaml.Node) -> list[tuple[str | int, int, yaml.Node]]:
    if isinstance(node, yaml.SequenceNode):
        return [(number, child.start_mark.line + 1, child) for number, child in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return []
    seen = set[str]()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise BrokenYaml("a key that is no word", line=key.start_mark.line + 1)
        if key.value in seen and key.value != _MERGE:
            raise BrokenYaml(f"`{key.value}` stands here twice", line=key.start_mark.line + 1, hint="keep one of them")
        seen.add(key.value)
    return [(key.value, key.start_mark.line + 1, child) for key, child in node.value]
