"""What is known of Python's own functions and of methods of containers; of other libraries, only what names tell."""

from __future__ import annotations

import ast
import builtins
import sys
from typing import TYPE_CHECKING

from codriver.codebase.python import calls, expressions
from codriver.codebase.python.values import (
    ANYTHING,
    KEY,
    NOTHING,
    Bound,
    Box,
    Class,
    External,
    Function,
    Instance,
    Method,
    Values,
    boxed,
    builtin,
    key_for,
)

if TYPE_CHECKING:
    from codriver.codebase.python.mind import Mind
    from codriver.codebase.python.scopes import Scope

_COLLECT = frozenset(
    [
        "list",
        "tuple",
        "set",
        "frozenset",
        "sorted",
        "reversed",
        "iter",
        "filter",
        "aiter",
        "deque",
        "chain",
        "islice",
        "cycle",
    ]
)
_SAME = frozenset(
    [
        "copy",
        "deepcopy",
        "partial",
        "partialmethod",
        "wraps",
        "update_wrapper",
        "proxy",
        "cast",
        "run_until_complete",
        "run",
        "shield",
    ]
)
_ONE_OF = frozenset(["next", "min", "max", "anext", "choice"])
_OPEN = frozenset(
    [
        "getattr",
        "vars",
        "globals",
        "locals",
        "eval",
        "reduce",
        "gather",
        "wait_for",
        "create_task",
        "ensure_future",
        "import_module",
        "lru_cache",
        "cache",
        "singledispatch",
        "get_type_hints",
        "attrgetter",
        "itemgetter",
        "methodcaller",
        "starmap",
        "tee",
        "groupby",
        "run_in_executor",
        "to_thread",
        "run_coroutine_threadsafe",
        "ref",
        "loads",
        "load",
        "namedtuple",
        "make_dataclass",
        "replace",
        "__import__",
        "property",
        "contextmanager",
        "asynccontextmanager",
        "wrap_future",
        "get",
        "current_task",
    ]
)  # results that may well be objects of the code base
_RESULTS = {name: name for name in ("str", "int", "float", "bool", "bytes", "repr", "dict", "complex", "bytearray")} | {
    "repr": "str", "len": "int", "isinstance": "bool", "callable": "bool", "hasattr": "bool", "hash": "int",
    "format": "str", "input": "str", "sum": "int", "round": "int", "abs": "int", "any": "bool", "all": "bool",
    "ord": "int", "chr": "str", "id": "int", "open": "file", "range": "range", "issubclass": "bool", "print": "none",
}  # fmt: skip


def called(mind: Mind, name: str, call: ast.Call, scope: Scope) -> Values:
    """What calling something outside gives."""
    top, _, _ = name.partition(".")
    word = name.rpartition(".")[2]
    first = call.args[0] if call.args else None
    if top == "builtins" or top in sys.stdlib_module_names:
        known = _known(mind, word, first, call, scope)
        if known is not None:
            return known
        if word in _OPEN:
            return ANYTHING
        if not word[:1].isupper():
            return frozenset({Instance(External(f"{name}()"))})
    return frozenset({Instance(External(name), exact=True)}) if word[:1].isupper() else ANYTHING


def _known(mind: Mind, word: str, first: ast.expr | None, call: ast.Call, scope: Scope) -> Values | None:
    if word == "dict":
        return frozenset({_dict(mind, first, call, scope)})
    if word in ("list", "tuple", "set", "frozenset") and first is None:
        return frozenset({Box(word)})
    if word == "defaultdict":
        held = calls.returned(mind, mind.values(first, scope)) if first is not None else NOTHING
        return frozenset({boxed("dict", held)})
    if word in _RESULTS:
        return frozenset({builtin(_RESULTS[word])})
    if first is None or isinstance(first, ast.Starred):
        return None
    return _of_argument(mind, word, first, call, scope)


def _of_argument(mind: Mind, word: str, first: ast.expr, call: ast.Call, scope: Scope) -> Values | None:
    values = mind.values(first, scope)
    if word in _COLLECT:
        which = call.args[-1] if word == "filter" else first
        return frozenset({boxed("list", expressions.items_of(mind, mind.values(which, scope)))})
    if word in _ONE_OF:
        inner = expressions.items_of(mind, values)
        return inner | (values if word in ("min", "max") and len(call.args) > 1 else NOTHING)
    if word == "type" and len(call.args) == 1:
        return frozenset(value.of for value in values if isinstance(value, Instance)) or ANYTHING
    if word == "cast":
        from codriver.codebase.python import hints

        return hints.of(mind, first, scope)
    if word in _SAME:
        return values
    return _shaped(mind, word, values, call, scope)


def _shaped(mind: Mind, word: str, values: Values, call: ast.Call, scope: Scope) -> Values | None:
    inner = expressions.items_of(mind, values) if word in ("enumerate", "zip") else NOTHING
    if word == "enumerate":
        pair = expressions.merged("tuple", [("0", frozenset({builtin("int")})), ("1", inner)])
        return frozenset({boxed("list", frozenset({pair}))})
    if word == "zip":
        every = [(str(at), expressions.items_of(mind, mind.values(arg, scope))) for at, arg in enumerate(call.args)]
        return frozenset({boxed("list", frozenset({expressions.merged("tuple", every)}))})
    if word == "map":
        given = expressions.union(mind.values(arg, scope) for arg in call.args if not isinstance(arg, ast.Starred))
        functions = frozenset(one for one in given if isinstance(one, (Function, Bound, Class)))
        return frozenset({boxed("list", calls.returned(mind, functions) if functions else ANYTHING)})
    if word == "getattr" and len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
        from codriver.codebase.python import members

        default = mind.values(call.args[2], scope) if len(call.args) > 2 else NOTHING  # noqa: PLR2004 - the default
        return members.of_values(mind, values, str(call.args[1].value)) | default
    return None


def _dict(mind: Mind, first: ast.expr | None, call: ast.Call, scope: Scope) -> Box:
    held: list[tuple[str, Values]] = [
        (key_for(keyword.arg), mind.values(keyword.value, scope)) for keyword in call.keywords if keyword.arg
    ]
    for value in mind.values(first, scope) if first is not None else ():
        if isinstance(value, Box) and value.kind == "dict":
            held += [(key, frozenset({one})) for key, one in value.held]
        elif isinstance(value, Box):
            held += [("", expressions.unpacked(mind, value.items(), (1,)))]
        else:
            held.append(("", ANYTHING))
    return expressions.merged("dict", held)


_GIVE_ITEM = frozenset(["get", "pop", "popleft", "setdefault", "popitem", "__getitem__", "__next__", "send"])
_GIVE_SAME = frozenset(["copy", "union", "intersection", "difference", "__iter__", "__enter__"])


def method_called(mind: Mind, method: Method, call: ast.Call, scope: Scope) -> Values:
    """What calling a method of a container, a text or something external gives."""
    to, name = method.receiver, method.name
    if isinstance(to, Box):
        return _of_box(mind, to, name, call, scope)
    if isinstance(to, Instance) and isinstance(to.of, External):
        return _of_external(to.of.name, name)
    return ANYTHING


def _of_box(mind: Mind, to: Box, name: str, call: ast.Call, scope: Scope) -> Values:
    if name in _GIVE_ITEM:
        keys = expressions.keys_of(mind, call.args[0], scope) if call.args else ("",)
        found = expressions.union(to.at(key) if key else to.items() for key in keys)
        default = mind.values(call.args[1], scope) if len(call.args) > 1 else NOTHING
        return found | default
    if name == "values":
        return frozenset({boxed("list", to.items())})
    named = frozenset(value for key, value in to.held if key == KEY)
    if name == "items":
        return frozenset({boxed("list", frozenset({expressions.merged("tuple", [("0", named), ("1", to.items())])}))})
    if name == "keys":
        return frozenset({boxed("list", named)})
    return frozenset({to}) if name in _GIVE_SAME else frozenset({builtin("none")})


def _of_external(owner: str, name: str) -> Values:
    if owner.startswith("builtins."):
        kind = owner.removeprefix("builtins.")
        if kind == "str" and name in ("split", "rsplit", "splitlines", "partition", "rpartition"):
            return frozenset({boxed("list", frozenset({builtin("str")}))})
        if kind in ("str", "bytes", "int", "float", "bool"):
            return frozenset({builtin("bytes" if name == "encode" else "str")})
    known = owner.partition(".")[0] in sys.stdlib_module_names and name not in (
        "get",
        "result",
        "get_nowait",
        "popleft",
    )
    return frozenset({Instance(External(f"{owner}.{name}()"))}) if known else ANYTHING


def has_attribute(owner: str, name: str) -> bool:
    """Whether a builtin class has it."""
    kind = getattr(builtins, owner.removeprefix("builtins."), None)
    return kind is not None and hasattr(kind, name)
