"""Shoppers' carts. They live in the cache only: a lost cart is a pity, not a disaster."""

from __future__ import annotations

from typing import Any

from ..kit.route import Request, RequestError
from ..kit.service import Service

service = Service("cart")
cache = service.peer("cache")

Lines = dict[str, int]


@service.route("GET", "/carts/{user}")
def show_cart(request: Request) -> dict[str, Any]:
    return {"lines": lines_of(request.params["user"])}


@service.route("POST", "/carts/{user}/lines")
def add_line(request: Request) -> dict[str, Any]:
    user = request.params["user"]
    lines = with_line(lines_of(user), request.body)
    keep(user, lines)
    return {"lines": lines}


@service.route("DELETE", "/carts/{user}")
def empty_cart(request: Request) -> dict[str, Any]:
    cache.call("DELETE", f"/entries/{key_of(request.params['user'])}")
    return {"lines": {}}


def with_line(lines: Lines, added: dict[str, Any]) -> Lines:
    product = str(added["product"])
    quantity = int(added["quantity"])
    return lines | {product: lines.get(product, 0) + quantity}


def key_of(user: str) -> str:
    return f"{service.config['cache']['prefix']}:{user}"


def lines_of(user: str) -> Lines:
    reply = cache.get(f"/entries/{key_of(user)}")
    service.metrics.count("cache_requests_total", result="hit" if reply.status == 200 else "miss")
    lines: Lines = reply.body["value"] if reply.status == 200 else {}
    return lines


def keep(user: str, lines: Lines) -> None:
    reply = cache.call("PUT", f"/entries/{key_of(user)}", {"value": lines, "keep_s": service.config["cache"]["keep_s"]})
    if reply.status != 200:
        service.log.error("cart not kept", user=user, status=reply.status, reason=reply.body["error"])
        raise RequestError(502, "cart could not be kept")
