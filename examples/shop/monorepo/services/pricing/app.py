"""What a cart costs: list prices, discounts, tax, currency."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ..kit.client import PeerError
from ..kit.route import Request
from ..kit.service import Service

service = Service("pricing")
catalog = service.peer("catalog")

RATES = service.config["rates"]
MINOR_UNITS = {"EUR": 2, "USD": 2, "JPY": 0}


@service.route("POST", "/quotes")
def quote(request: Request) -> dict[str, Any]:
    lines, currency = request.body["lines"], request.body["currency"]
    products = products_for(list(lines))
    net = sum((line_price(product, lines[str(product["id"])]) for product in products), Decimal(0))
    total = converted(net + tax(net), currency)
    return {"total": str(total), "currency": currency, "lines": len(lines)}


def products_for(ids: list[str]) -> list[dict[str, Any]]:
    reply = catalog.get(f"/products?ids={','.join(ids)}")
    if reply.status != 200:
        raise PeerError(f"catalog answered {reply.status}: {reply.body['error']}")
    products: list[dict[str, Any]] = reply.body["products"]
    return products


def line_price(product: dict[str, Any], quantity: int) -> Decimal:
    discount = Decimal(product.get("discount", 0))
    price = Decimal(product["price_cents"]) / 100
    return price * quantity * (1 - discount / 100)


def tax(net: Decimal) -> Decimal:
    return net * Decimal(service.config["tax"]["rate"])


def converted(amount: Decimal, currency: str) -> Decimal:
    rate = Decimal(RATES[currency])
    step = Decimal(1).scaleb(-MINOR_UNITS.get(currency, 2))
    return (amount * rate).quantize(step, rounding=ROUND_HALF_UP)
