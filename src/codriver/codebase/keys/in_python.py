"""Python: `os.environ[...]`, `cache.set(...)`, `redis.hset(...)`, `settings.X = ...`, flags; keys of f-strings too."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codriver.codebase.answers import Tier
from codriver.codebase.keys import HOLE, Touch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.python.scopes import Module

ENVIRONMENT = re.compile(r"(^|\.)environb?$")
SETTINGS = re.compile(r"(^|\.)_?(settings|config|conf|cfg|options)$", re.IGNORECASE)
CACHES = re.compile(r"(cache|redis|memcached?|(^|\.)(mc|rdb|r|kv|pipe|pipeline|session))(\(\))?$", re.IGNORECASE)
FLAGS = re.compile(r"flag|feature|toggle|switch|waffle|unleash|launchdarkly|ldclient|variation", re.IGNORECASE)
_OWN_WRITES = frozenset(
    [
        *(
            "hset",
            "hmset",
            "hsetnx",
            "hincrby",
            "hincrbyfloat",
            "setex",
            "psetex",
            "setnx",
            "incrby",
            "decrby",
            "incrbyfloat",
        ),
        *(
            "lpush",
            "rpush",
            "lpushx",
            "rpushx",
            "sadd",
            "zadd",
            "zincrby",
            "getset",
            "set_many",
            "mset",
            "msetnx",
            "xadd",
        ),
        *("expire", "expireat", "pexpire", "persist", "setbit", "setrange", "lset", "linsert", "pfadd", "geoadd"),
    ]
)
_OWN_DELETES = frozenset(
    [
        "hdel",
        "unlink",
        "delete_many",
        "lpop",
        "rpop",
        "spop",
        "srem",
        "zrem",
        "ltrim",
        "lrem",
        "getdel",
        "delete_pattern",
    ]
)
_OWN_READS = frozenset(
    [
        *(
            "hget",
            "hgetall",
            "hmget",
            "hkeys",
            "hvals",
            "hexists",
            "hlen",
            "mget",
            "get_many",
            "lrange",
            "llen",
            "lindex",
        ),
        *("smembers", "sismember", "scard", "zrange", "zscore", "zcard", "zrevrange", "ttl", "pttl", "getbit", "xread"),
    ]
)
_PLAIN = {
    **dict.fromkeys(("set", "add", "put", "incr", "decr", "append", "touch", "rename", "update"), "store"),
    **dict.fromkeys(("delete", "pop", "remove", "evict", "invalidate"), "del"),
    **dict.fromkeys(("get", "exists", "has_key"), "read"),
    **dict.fromkeys(("get_or_set", "setdefault"), "store"),
}
_ENV_CALLS = {
    **dict.fromkeys(("getenv", "env", "getenvb"), "read"),
    **dict.fromkeys(("putenv", "setenv"), "store"),
    **dict.fromkeys(("unsetenv", "delenv"), "del"),
}
_FLAG_WRITES = re.compile(r"^(set|enable|disable|toggle|create|update|delete|turn|activate|deactivate)", re.IGNORECASE)


def touches(module: Module) -> Iterator[Touch]:
    """Every key that the file touches."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield from _called(module, node)
        elif isinstance(node, ast.Subscript):
            yield from _item(module, node)
        elif isinstance(node, ast.Attribute) and SETTINGS.search(_words(node.value)):
            role = "read" if isinstance(node.ctx, ast.Load) else "del" if isinstance(node.ctx, ast.Del) else "store"
            yield _touch(node, "setting", node.attr, role, Tier.LIKELY, f"an attribute of {_words(node.value)}")
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and "settings" in module.path.rpartition("/")[2]:
            yield from _settings_module(node)


def _settings_module(node: ast.Assign | ast.AnnAssign) -> Iterator[Touch]:
    """`TIMEOUT = 3` in a module of settings."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    for one in targets:
        if isinstance(one, ast.Name) and one.id.isupper() and node.col_offset == 0:
            yield _touch(one, "setting", one.id, "store", Tier.CERTAIN, "a setting of this module")


def _item(module: Module, node: ast.Subscript) -> Iterator[Touch]:
    """`os.environ["X"]`, `config["a"]["b"]`, `cache["k"]`, `flags["f"]`."""
    base, path = _unwound(module, node)
    parent = module.parents.get(node)
    if isinstance(parent, ast.Subscript) and parent.value is node:
        return  # the outer one tells all
    kind = _kind(base)
    if not kind or any(one is None for one in path):
        return
    role = "read" if isinstance(node.ctx, ast.Load) else "del" if isinstance(node.ctx, ast.Del) else "store"
    key = ".".join(one or HOLE for one in path)
    tier = Tier.CERTAIN if kind == "environment" else Tier.LIKELY
    yield _touch(node, kind, key, role, tier, f"an item of {base}")


def _unwound(module: Module, node: ast.Subscript) -> tuple[str, list[str | None]]:
    path: list[str | None] = []
    at: ast.expr = node
    while isinstance(at, ast.Subscript):
        path.insert(0, key_of(module, at.slice))
        at = at.value
    return _words(at), path


def _kind(words: str) -> str:
    if ENVIRONMENT.search(words):
        return "environment"
    if CACHES.search(words):
        return "cache"
    if SETTINGS.search(words):
        return "setting"
    return "flag" if FLAGS.search(words) else ""


def _called(module: Module, node: ast.Call) -> Iterator[Touch]:
    function = node.func
    name = (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )
    on = _words(function.value) if isinstance(function, ast.Attribute) else ""
    yield from _environment(node)
    yield from _keywords(node, name, on)
    if not node.args:
        return
    for kind, role, tier, reason in _roles(name, on):
        for constant in _constants(node.args[0]):
            yield _touch(node.args[0], kind, constant, role, _at_least_likely(tier), f"{reason}, the key is {constant}")
        for place, key in _keys(module, node.args[0], several=name.endswith(("_many", "mset", "mget", "delete"))):
            yield _touch(place, kind, key, role, tier, reason)
    if name in ("delete", "unlink", "mget", "exists") and _kind(on) == "cache":
        for one in node.args[1:]:
            other = key_of(module, one)
            role = "read" if name in ("mget", "exists") else "del"
            if other:
                yield _touch(one, "cache", other, role, Tier.CERTAIN, f"{name}()")


def _constants(node: ast.expr) -> list[str]:
    """The constants that a key is made of, by their names."""
    words = (
        one.id if isinstance(one, ast.Name) else one.attr
        for one in ast.walk(node)
        if isinstance(one, (ast.Name, ast.Attribute))
    )
    return sorted({word for word in words if word.isupper() and len(word) > 1})


def _at_least_likely(tier: Tier) -> Tier:
    return tier if tier.rank > Tier.LIKELY.rank else Tier.LIKELY


def _roles(name: str, on: str) -> Iterator[tuple[str, str, Tier, str]]:
    """What a call of this name, on this, does with its first argument."""
    said = f"{on}.{name}()" if on else f"{name}()"
    kind = _kind(on)
    if name in _ENV_CALLS and (on in ("os", "", "monkeypatch") or "env" in on or "patch" in on):
        yield "environment", _ENV_CALLS[name], Tier.CERTAIN, said
    elif name in _OWN_WRITES | _OWN_DELETES | _OWN_READS:
        role = "store" if name in _OWN_WRITES else "del" if name in _OWN_DELETES else "read"
        yield "cache", role, Tier.CERTAIN if kind == "cache" else Tier.LIKELY, said
    elif FLAGS.search(name) or (kind == "flag" and name):
        writes = bool(_FLAG_WRITES.search(name)) and not name.startswith(("enabled", "is_"))
        yield "flag", "store" if writes else "read", Tier.LIKELY, said
    elif name in _PLAIN and kind:
        yield kind, _PLAIN[name], Tier.CERTAIN if kind == "environment" else Tier.LIKELY, said
        if name in ("get_or_set", "setdefault"):
            yield kind, "read", Tier.LIKELY, said
    elif name in ("set", "delete", "incr") and on:
        yield "cache", "del" if name == "delete" else "store", Tier.POSSIBLE, f"{said}: what {on} is, is not known"
    elif name == "get" and on:
        yield "cache", "read", Tier.POSSIBLE, f"{said}: what {on} is, is not known"


def _keys(module: Module, node: ast.expr, *, several: bool) -> Iterator[tuple[ast.expr, str]]:
    places: list[ast.expr | None] = [node]
    if isinstance(node, ast.Dict):
        places = list(node.keys)
    elif several and isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        places = list(node.elts)
    for one in places:
        key = key_of(module, one) if one is not None else None
        if one is not None and key:
            yield one, key


def _environment(node: ast.Call) -> Iterator[Touch]:
    """`subprocess.run(..., env={"X": "1"})`, `dict(os.environ, X="1")`: set for what is started."""
    for keyword in node.keywords:
        inside = ast.walk(keyword.value) if keyword.arg == "env" else ()
        for one in inside:
            for key in one.keys if isinstance(one, ast.Dict) else ():
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield _touch(key, "environment", key.value, "store", Tier.LIKELY, "env= of what is started")
    if _words(node.func) == "dict" and node.args and ENVIRONMENT.search(_words(node.args[0])):
        for keyword in node.keywords:
            yield _touch(keyword, "environment", keyword.arg or HOLE, "store", Tier.LIKELY, "a copy of the environment")


def _keywords(node: ast.Call, name: str, on: str) -> Iterator[Touch]:
    """`os.environ.update(X="1")`, `app.config.update(X=1)`, `override_settings(X=1)`."""
    kind = (
        _kind(on)
        if name in ("update", "from_mapping")
        else "setting"
        if name in ("override_settings", "modify_settings")
        else ""
    )
    for keyword in node.keywords if kind in ("environment", "setting") else ():
        if keyword.arg:
            yield _touch(keyword, kind, keyword.arg, "store", Tier.LIKELY, f"a keyword of {name}()")


def key_of(module: Module, node: ast.expr | None) -> str | None:
    """The key, with holes for what is computed; None when nothing of it is fixed."""
    made = _text(module, node, 0)
    return made if made.strip(f"{HOLE}:/-_. ") else None


def _text(module: Module, node: ast.expr | None, depth: int) -> str:  # noqa: PLR0911 - one kind of expression a line
    if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
        return node.value if isinstance(node.value, str) else node.value.decode("utf-8", "replace")
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(module, one, depth) if isinstance(one, ast.Constant) else HOLE for one in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _text(module, node.left, depth) + _text(module, node.right, depth)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return re.sub(r"%(\(\w+\))?[-\d.]*[sdrfx]", HOLE, _text(module, node.left, depth))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return re.sub(r"\{[^{}]*\}", HOLE, _text(module, node.func.value, depth))
    if isinstance(node, ast.Name) and depth < 3:  # noqa: PLR2004 - a constant of a constant is enough
        return _constant(module, node.id, depth)
    return HOLE


def _constant(module: Module, name: str, depth: int) -> str:
    """What a global of the file is bound to, when it is bound once."""
    bound = [one.value for one in module.root.bindings.get(name, ()) if one.kind in ("assign", "annotated")]
    return _text(module, bound[0], depth + 1) if len(bound) == 1 else HOLE


def _words(node: ast.AST) -> str:
    """`a.b()` as it is written; empty for what is no name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = _words(node.value)
        return f"{inner}.{node.attr}" if inner else ""
    return f"{_words(node.func)}()" if isinstance(node, ast.Call) and _words(node.func) else ""


def _touch(node: ast.AST, kind: str, key: str, role: str, tier: Tier, reason: str) -> Touch:
    return Touch(kind, key, getattr(node, "lineno", 1), getattr(node, "col_offset", 0), role, tier, reason)
