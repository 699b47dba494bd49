"""The storefront: what shoppers' browsers and phones talk to."""

from __future__ import annotations

from typing import Any

from ..kit.client import Reply
from ..kit.route import Answer, Request
from ..kit.service import Service

service = Service("gateway")
catalog = service.peer("catalog")
cart = service.peer("cart")
checkout = service.peer("checkout")


def passed_on(reply: Reply) -> Answer:
    return Answer(reply.status, reply.body)


@service.route("GET", "/products")
def list_products(request: Request) -> Answer:
    category = request.query.get("category", "books")
    return passed_on(catalog.get(f"/products?category={category}"))


@service.route("GET", "/products/{id}")
def show_product(request: Request) -> Answer:
    return passed_on(catalog.get(f"/products/{request.params['id']}"))


@service.route("GET", "/cart/{user}")
def show_cart(request: Request) -> Answer:
    return passed_on(cart.get(f"/carts/{request.params['user']}"))


@service.route("POST", "/cart/{user}/lines")
def add_to_cart(request: Request) -> Answer:
    return passed_on(cart.post(f"/carts/{request.params['user']}/lines", request.body))


@service.route("POST", "/checkout")
def place_order(request: Request) -> Answer:
    reply = checkout.post("/orders", order_from(request.body))
    if reply.status >= 400:
        service.log.warning("order not placed", user=request.body["user"], reason=reply.body["error"])
    return passed_on(reply)


def order_from(body: dict[str, Any]) -> dict[str, Any]:
    """Only what checkout knows; phones send more than they should."""
    return {key: body.get(key) for key in ("user", "address", "card", "currency")}
