"""Whose lines a log file holds, read from its name. Wrong for names made up by hand: then the lines should tell."""

import re
from functools import lru_cache
from pathlib import PurePosixPath

_GENERIC = (
    "app apps application log logs lines stdout stderr stdin std out output err error errors messages message "
    "syslog console server service main system default current json daemon all combined access debug warn info "
    "trace docker containers pods container pod var tmp incident data files recent latest kern kernel journal "
    "dmesg everything dump compose"
)
GENERIC = frozenset(_GENERIC.split())
_ENDING = re.compile(
    r"\.(?:log|logs|json|jsonl|ndjson|txt|out|err|gz|zst|bz2|xz|old|bak|stdout|stderr|\d{1,3})$", re.IGNORECASE
)
_DATE = re.compile(r"[-._]?(?:20\d\d[-._]?[01]\d[-._]?[0-3]\d)(?:[-._T]?\d{2}[-._:]?\d{2}(?:[-._:]?\d{2})?Z?)?$")
_STREAM = re.compile(r"[-._](?:stdout|stderr|access|error|errors|out|err|logs?|prod|current|previous)$", re.IGNORECASE)
_DRAWN = "bcdfghjklmnpqrstvwxz2456789"  # letters that Kubernetes draws its random endings from
_REPLICA = re.compile(rf"-(?:[0-9a-f]{{6,10}}|[{_DRAWN}]{{6,10}})-[{_DRAWN}]{{5}}$")
_DRAWN_ENDING = re.compile(rf"-(?=[a-z]*\d)[{_DRAWN}]{{5}}$")
_ORDINAL = re.compile(r"[-_]\d{1,3}$")


@lru_cache(maxsize=4096)
def service_of_name(name: str) -> str:
    """The service that a file name stands for: without endings, dates, pod and replica suffixes; "" when generic."""
    path = PurePosixPath(name)
    for part in (path.name, *reversed(path.parts[:-1])):
        stem = _stem(part)
        if stem.lower() not in GENERIC and not stem.isdigit():
            return stem
        if not _only_a_stream(stem):
            return ""
    return ""


def _only_a_stream(stem: str) -> bool:
    """`checkout/stdout.log`, `checkout/0.log`: then the folder tells."""
    return stem.isdigit() or stem.lower() in ("stdout", "stderr", "app", "current", "access", "error", "server", "main")


def _stem(part: str) -> str:
    stem = part.partition("_")[0] if part.count("_") >= 2 and "-" in part else part  # noqa: PLR2004 - pod_namespace_container
    for pattern in (_ENDING, _DATE, _STREAM):
        while (shorter := pattern.sub("", stem)) != stem and shorter:
            stem = _ENDING.sub("", shorter) or shorter
    return without_replica(stem).strip("-._ ")


@lru_cache(maxsize=16384)
def without_replica(name: str) -> str:
    """A pod's or container's name without the ending that tells its replicas apart."""
    for pattern in (_REPLICA, _DRAWN_ENDING, _ORDINAL):
        if (shorter := pattern.sub("", name)) != name and shorter:
            return shorter
    return name
