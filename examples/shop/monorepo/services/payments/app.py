"""Charges cards at the bank, and keeps the ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..kit.database import Row, Session
from ..kit.route import Request, RequestError
from ..kit.service import Service

service = Service("payments")
bank = service.peer("bank")
database = service.database()
spool = service.spool()

LEDGER = service.config["tables"]["ledger"]
REVIEW_ABOVE = service.config["review_above"]


@service.route("POST", "/charges")
def charge(request: Request) -> dict[str, Any]:
    body = request.body
    amount = Decimal(body["amount"])
    if amount > Decimal(REVIEW_ABOVE[body["currency"]]):
        return held_for_review(body["order"], amount)
    answer = authorized(body, amount)
    with database.session() as session:
        book(session, body["order"], amount, answer["status"])
    spool.append(order=body["order"], amount=str(amount), status=answer["status"])
    if answer["status"] == "declined":
        service.log.warning("card declined", order=body["order"], reason=answer["reason"])
        raise RequestError(402, "card declined")
    return {"status": answer["status"], "receipt": receipt(body["order"], answer)}


def authorized(body: dict[str, Any], amount: Decimal) -> dict[str, Any]:
    """Ask the bank. The order is the idempotency key, so asking twice is safe."""
    wanted = {"key": body["order"], "amount": str(amount), "currency": body["currency"], "card": body["card"]}
    answer: dict[str, Any] = bank.call("POST", "/authorizations", wanted).body
    return answer


def book(session: Session, order: str, amount: Decimal, status: str) -> None:
    cents = int(amount * 100)
    session.query(f"INSERT INTO {LEDGER} (order_id, amount_cents, status) VALUES (?, ?, ?)", order, cents, status)


def held_for_review(order: str, amount: Decimal) -> dict[str, Any]:
    """Large amounts wait for a person; the bank is asked later."""
    session = database.open()
    known = session.query(f"SELECT status FROM {LEDGER} WHERE order_id = ?", order)
    if known:
        session.close()
        return {"status": known[0]["status"], "receipt": None}
    book(session, order, amount, "review")
    service.log.info("held for review", order=order, amount=str(amount))
    return {"status": "review", "receipt": None}


def receipt(order: str, answer: dict[str, Any]) -> str:
    reference = answer.get("reference") or "none"
    return f"{order}-{reference[-6:]}"


@service.job("reconcile")
def reconcile(plan: dict[str, Any]) -> None:
    """Compare the ledger with what the bank booked."""
    service.log.info("reconcile started", workers=plan["workers"], batches=plan["batches"])
    service.walk(plan["workers"], lambda: reconcile_batches(plan["batches"]))
    service.log.info("reconcile finished", workers=plan["workers"], batches=plan["batches"])


def reconcile_batches(batches: int) -> None:
    with database.session() as session:
        for batch in range(batches):
            sql = f"SELECT order_id, status FROM {LEDGER} ORDER BY id LIMIT 10 OFFSET ?"
            compare(session.query(sql, batch * 10))
            service.pause(service.config["jobs"]["reconcile"]["pause_s"])


def compare(rows: list[Row]) -> None:
    for row in rows:
        if row["status"] == "declined":
            service.log.error("ledger entry not settled, kept for the next run", order=row["order_id"])
