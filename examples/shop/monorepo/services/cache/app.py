"""A small key-value store in memory. Entries expire; a successor on the same port inherits them."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

from ..kit.client import PeerError
from ..kit.route import Answer, Request, RequestError
from ..kit.service import Service

service = Service("cache")
lock = threading.Lock()
entries: dict[str, tuple[float, Any]] = {}


@service.route("GET", "/entries/{key}")
def read(request: Request) -> Answer:
    with lock:
        expires, value = entries.get(request.params["key"], (0.0, None))
    hit = expires > time.time()
    service.metrics.count("cache_hits_total" if hit else "cache_misses_total")
    return Answer(200, {"value": value}) if hit else Answer(404, {"error": "no such entry"})


@service.route("PUT", "/entries/{key}")
def write(request: Request) -> dict[str, Any]:
    key, body = request.params["key"], request.body
    check_size(key, body["value"])
    with lock:
        entries[key] = time.time() + body["keep_s"], body["value"]
        service.metrics.gauge("cache_entries", len(entries))
    return {"kept": key}


@service.route("DELETE", "/entries/{key}")
def forget(request: Request) -> dict[str, Any]:
    with lock:
        entries.pop(request.params["key"], None)
        service.metrics.gauge("cache_entries", len(entries))
    return {"forgotten": request.params["key"]}


@service.route("GET", "/entries")
def dump(_request: Request) -> dict[str, Any]:
    with lock:
        return {"entries": dict(entries)}


def check_size(key: str, value: object) -> None:
    size, limit = len(json.dumps(value)), service.config["max_value_bytes"]
    if size > limit:
        service.log.warning("value too large", key=key, size=size, limit=limit)
        raise RequestError(413, f"value too large: {size} bytes, limit {limit}")


@service.job("sweep")
def sweep(_plan: dict[str, Any]) -> None:
    """Drop what has expired."""
    now = time.time()
    with lock:
        stale = [key for key, (expires, _) in entries.items() if expires <= now]
        for key in stale:
            del entries[key]
        service.metrics.gauge("cache_entries", len(entries))
    service.log.info("swept", dropped=len(stale), kept=len(entries))


def inherit() -> None:
    """Take over the entries of the process that we are about to replace, if there is one."""
    try:
        kept = service.peer("cache").get("/entries").body["entries"]
    except PeerError:
        return
    with lock:
        entries.update({key: (expires, value) for key, (expires, value) in kept.items()})


inherit()
