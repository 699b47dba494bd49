"""Turns a cart into an order: price it, reserve it, charge it."""

from __future__ import annotations

import secrets
from typing import Any

from ..kit.client import Peer, PeerError
from ..kit.route import Request, RequestError
from ..kit.service import Service

service = Service("checkout")
cart = service.peer("cart")
pricing = service.peer("pricing")
inventory = service.peer("inventory")
payments = service.peer("payments")
spool = service.spool()

Body = dict[str, Any]


@service.route("POST", "/orders")
def place_order(request: Request) -> Body:
    body = request.body
    order_id = secrets.token_hex(4)
    lines = lines_in_cart(body["user"])
    quote = asked(pricing, "/quotes", {"lines": lines, "currency": body["currency"]})
    asked(inventory, "/reservations", {"order": order_id, "lines": lines})
    paid = charged(order_id, quote, body["card"])
    cart.call("DELETE", f"/carts/{body['user']}")
    spool.append(order=order_id, lines=lines, zone=zone(body["address"]))
    service.log.info("order placed", order=order_id, total=quote["total"], ship_to=zone(body["address"]))
    return {"order": order_id, "total": quote["total"], "payment": paid["status"]}


def lines_in_cart(user: str) -> Body:
    lines: Body = cart.get(f"/carts/{user}").body["lines"]
    if not lines:
        raise RequestError(409, "cart is empty")
    return lines


def asked(peer: Peer, path: str, body: Body) -> Body:
    reply = peer.post(path, body)
    if reply.status >= 400:
        raise RequestError(reply.status, f"{peer.name}: {reply.body['error']}")
    answer: Body = reply.body
    return answer


def charged(order_id: str, quote: Body, card: str) -> Body:
    """Charge the card; what was reserved is set free if that does not work out."""
    charge = {"order": order_id, "amount": quote["total"], "currency": quote["currency"], "card": card}
    try:
        return asked(payments, "/charges", charge)
    except (PeerError, RequestError):
        release(order_id)
        raise


def release(order_id: str) -> None:
    try:
        inventory.call("DELETE", f"/reservations/{order_id}")
    except PeerError as error:
        service.log.warning("reservation not released, the sweep will", order=order_id, error=str(error))


def zone(address: Body | None) -> str:
    """The shipping zone; orders that are picked up have no address."""
    return address["zip"].strip()[:2] if address else "pickup"
