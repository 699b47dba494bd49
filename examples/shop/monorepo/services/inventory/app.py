"""How much of what lies in which warehouse, and for whom it is reserved."""

from __future__ import annotations

from typing import Any

from ..kit.database import Session
from ..kit.route import Request, RequestError
from ..kit.service import Service

service = Service("inventory")
database = service.database()
spool = service.spool()

STOCK = service.config["tables"]["stock"]
RESERVED = service.config["tables"]["reservations"]
REORDER_BELOW = service.config["reorder_below"]


@service.route("POST", "/reservations")
def reserve(request: Request) -> dict[str, Any]:
    order, lines = request.body["order"], request.body["lines"]
    session = database.open()
    try:
        for product, quantity in lines.items():
            row = stock_of(session, int(product))
            if quantity > row["quantity"]:
                return backordered(session, order, row, quantity)
            take(session, order, row, quantity)
    except Exception:
        session.close()
        raise
    session.close()
    spool.append(order=order, lines=lines)
    return {"order": order, "state": "reserved"}


@service.route("DELETE", "/reservations/{order}")
def release(request: Request) -> dict[str, Any]:
    order = request.params["order"]
    with database.session() as session:
        for row in session.query(f"SELECT product_id, quantity FROM {RESERVED} WHERE order_id = ?", order):
            put_back(session, row)
        session.query(f"DELETE FROM {RESERVED} WHERE order_id = ?", order)
    return {"order": order, "state": "released"}


def stock_of(session: Session, product: int) -> dict[str, Any]:
    rows = session.query(f"SELECT product_id, quantity, bin FROM {STOCK} WHERE product_id = ?", product)
    if not rows:
        raise RequestError(404, f"no stock kept for product {product}")
    return rows[0]


def take(session: Session, order: str, row: dict[str, Any], quantity: int) -> None:
    left, place = row["quantity"] - quantity, aisle(row)
    session.query(f"UPDATE {STOCK} SET quantity = ? WHERE product_id = ?", left, row["product_id"])
    note(session, order, row, quantity)
    if left < REORDER_BELOW:
        service.log.warning("stock is low", product=row["product_id"], left=left, aisle=place)


def note(session: Session, order: str, row: dict[str, Any], quantity: int) -> None:
    values = order, row["product_id"], quantity
    session.query(f"INSERT INTO {RESERVED} (order_id, product_id, quantity) VALUES (?, ?, ?)", *values)


def backordered(session: Session, order: str, row: dict[str, Any], quantity: int) -> dict[str, Any]:
    note(session, order, row, quantity)
    service.log.info("backorder", order=order, product=row["product_id"], wanted=quantity)
    return {"order": order, "state": "backordered"}


def put_back(session: Session, row: dict[str, Any]) -> None:
    session.query(
        f"UPDATE {STOCK} SET quantity = quantity + ? WHERE product_id = ?", row["quantity"], row["product_id"]
    )


def aisle(row: dict[str, Any]) -> str:
    """The first part of a bin such as A-12; bulk goods have no bin."""
    return row["bin"].split("-")[0] if row["bin"] else "bulk"


@service.job("recount")
def recount(plan: dict[str, Any]) -> None:
    """Compare the counted stock with the booked one, and fill up what runs low."""
    service.log.info("recount started", workers=plan["workers"], batches=plan["batches"])
    service.walk(plan["workers"], lambda: recount_batches(plan["batches"]))
    service.log.info("recount finished", workers=plan["workers"], batches=plan["batches"])


def recount_batches(batches: int) -> None:
    with database.session() as session:
        session.query(f"UPDATE {STOCK} SET quantity = ? WHERE quantity < ?", REORDER_BELOW + 10, REORDER_BELOW)
        for batch in range(batches):
            session.query(f"SELECT product_id, quantity FROM {STOCK} LIMIT 10 OFFSET ?", batch * 10 % 60)
            service.pause(service.config["jobs"]["recount"]["pause_s"])
