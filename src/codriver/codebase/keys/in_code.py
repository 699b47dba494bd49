"""Other languages, by their words: `process.env.X`, `os.Setenv("X", v)`, `redisTemplate.opsForValue().set("k", v)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.codebase.answers import Tier
from codriver.codebase.keys import HOLE, Touch

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 2_000  # characters of a line that are looked at
_KEY = r"""\(\s*(?:[\w.]+\s*,\s*)?(?P<quote>["'`])(?P<key>[^"'`\n]{1,200})(?P=quote)"""
_ITEM = r"""\[\s*(?P<quote>["'])(?P<key>[^"'\n]{1,200})(?P=quote)\s*\]"""
_SETS = r"\s*(?:[-+|?*/]|\|\||\?\?)?=(?![=>~])"
_CACHE = (
    r"\b(?P<on>\w*(?:cache|redis|memcache|rdb|jedis|valueops|hashops|opsfor\w+\(\))\w*)(?:\(\))?\s*(?:\.|->|\?\.)\s*"
)
_STORES = (
    r"set\w*|put\w*|hset\w*|hmset|hincrby|incr\w*|decr\w*|lpush|rpush|sadd|zadd|add|append|expire\w*|mset"
    r"|increment|write"
)
_DELETES = r"del\w*|remove\w*|evict\w*|unlink|hdel|invalidate\w*|forget|srem|zrem|lpop|rpop|spop"
_FETCHES = r"get\w*|hget\w*|hgetall|exists\w*|lrange|smembers|ttl|fetch|read|has\w*|mget|zrange|pull|remember"
_GENERIC = r"\s*(?:<[^<>]*>)?"
_DOT = r"\s*(?:\.|->|::)\s*"
_SETENV = r"\b[Ss]etenv|SetEnvironmentVariable|set_var|System\.setProperty|\bENV\.store"
_GETENV = (
    r"\b[Gg]etenv|LookupEnv|GetEnvironmentVariable|env::var(?:_os)?|env!|System\.getProperty|\benv|\bENV\.(?:fetch|dig)"
)
_CACHED = r"\([^)\"]*(?:value|cacheNames)?\s*=?\s*\{?\s*(?P<quote>\")(?P<key>[^\"]+)"
_SETTINGS = r"(?:viper|[Cc]onfig|conf|[Ss]ettings|options|properties)"
_SET_FLAG = r"(?:set|enable|disable|toggle|create|update|delete)"
_FLAG = r"\b\w*(?:flag|feature|flipper|toggle)\w*"
_ENV_ITEM = rf"(?:process\.env|\bENV|\$_ENV|\$_SERVER){_ITEM}"
_SURE, _LIKELY = Tier.CERTAIN, Tier.LIKELY
_PATTERNS = (
    ("environment", "store", _SURE, "process.env is set", rf"process\.env\.(?P<key>\w+){_SETS}"),
    ("environment", "read", _SURE, "process.env", rf"process\.env\.(?P<key>\w+)(?!\w|{_SETS})"),
    ("environment", "store", _SURE, "an item of the environment is set", rf"{_ENV_ITEM}{_SETS}"),
    ("environment", "read", _SURE, "an item of the environment", rf"{_ENV_ITEM}(?!{_SETS})"),
    ("environment", "store", _SURE, "set for this program", rf"(?:{_SETENV})\s*{_KEY}"),
    ("environment", "store", _SURE, "set for this program", r"\bputenv\s*\(\s*[\"'](?P<key>\w+)="),
    ("environment", "del", _SURE, "taken out", rf"(?:[Uu]nsetenv|remove_var|clearProperty)\s*{_KEY}"),
    ("environment", "read", _SURE, "asked of the environment", rf"(?:{_GETENV})\s*{_KEY}"),
    ("cache", "store", _LIKELY, "written to a cache", rf"{_CACHE}(?:{_STORES}){_GENERIC}{_KEY}"),
    ("cache", "del", _LIKELY, "taken from a cache", rf"{_CACHE}(?:{_DELETES})\s*{_KEY}"),
    ("cache", "read", _LIKELY, "read from a cache", rf"{_CACHE}(?:{_FETCHES}){_GENERIC}{_KEY}"),
    ("cache", "store", _LIKELY, "the result is cached", rf"@Cache(?:Put|able){_CACHED}"),
    ("cache", "del", _LIKELY, "the cache is evicted", rf"@CacheEvict{_CACHED}"),
    ("setting", "read", _SURE, "bound by @Value", r"@Value\(\s*\"\$\{(?P<key>[\w.\-]+)"),
    ("setting", "read", _SURE, "bound below this", r"@ConfigurationProperties\([^)]*\"(?P<key>[\w.\-]+)\""),
    ("setting", "store", _LIKELY, "a setting is set", rf"\b{_SETTINGS}{_DOT}(?:[Ss]et\w*|put|merge)\s*{_KEY}"),
    ("setting", "store", _LIKELY, "an item of the settings is set", rf"\b{_SETTINGS}{_ITEM}{_SETS}"),
    (
        "setting",
        "read",
        _LIKELY,
        "is read",
        rf"\b\w*{_SETTINGS}{_DOT}(?:[Gg]et\w*|fetch|has|required?){_GENERIC}{_KEY}",
    ),
    ("setting", "read", _LIKELY, "an item of the settings", rf"\b\w*{_SETTINGS}{_ITEM}(?!{_SETS})"),
    ("flag", "store", _LIKELY, "a flag is set", rf"\b{_SET_FLAG}_?\w*(?:flag|feature|toggle|switch)\w*\s*{_KEY}"),
    ("flag", "store", _LIKELY, "a flag is set", rf"{_FLAG}{_DOT}{_SET_FLAG}\w*\s*{_KEY}"),
    (
        "flag",
        "read",
        _LIKELY,
        "a flag is asked for",
        rf"\b(?:is_?(?:feature_?)?enabled|\w*variation\w*|has_?feature)\s*{_KEY}",
    ),
    ("flag", "read", _LIKELY, "a flag is asked for", rf"{_FLAG}{_DOT}(?:is|get|enabled|active|has)\w*\??\s*{_KEY}"),
)
_RULES = tuple(
    (kind, role, tier, reason, re.compile(pattern, re.IGNORECASE if kind in ("cache", "flag") else 0))
    for kind, role, tier, reason, pattern in _PATTERNS
)
_HOLES = re.compile(r"\$\{[^{}]*\}|#\{[^{}]*\}|\{\$?[\w.\->\[\]()]*\}|%[sdv]|\$\w+")


def touches(text: str) -> Iterator[Touch]:
    """Every key that the text touches, by its lines."""
    for number, line in enumerate(text.split("\n"), 1):
        if '"' in line or "'" in line or "`" in line or "process.env" in line:
            yield from _in_line(number, line[:LONGEST])


def _in_line(number: int, line: str) -> Iterator[Touch]:
    for kind, role, tier, reason, pattern in _RULES:
        for found in pattern.finditer(line):
            key = _HOLES.sub(HOLE, found["key"])
            yield Touch(kind, key, number, found.start("key"), role, tier, reason)
