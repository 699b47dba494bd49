"""The shoppers: they come at random moments, look around, fill carts and pay. Takes orders over stdin."""

from __future__ import annotations

import http.client
import json
import os
import queue
import random
import sys
import threading
import time
from typing import Any

PATIENCE_S = 6.0
SHOPPERS = 48
CATEGORIES = ("books", "games", "kitchen", "garden", "music", "sports")

plan: dict[str, Any] = {"rate": 20.0, "wholesale": 0.0, "quantity": 1, "currency": "EUR", "odd_searches": 0.0}
chance = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
errands: queue.Queue[list[tuple[str, str, Any]]] = queue.Queue(maxsize=400)

Errand = list[tuple[str, str, Any]]


def obey() -> None:
    for line in sys.stdin:
        plan.update(json.loads(line))
    os._exit(0)


def errand() -> Errand:
    """What one shopper came for."""
    makers = (look_around, look_closer, fill_cart, buy)
    return chance.choices(makers, weights=(30, 30, 14, 22))[0]()


def look_around() -> Errand:
    odd = chance.random() < plan["odd_searches"]
    category = f"{chance.choice(('zz', 'xq', 'qy'))}{chance.randrange(10**6)}" if odd else chance.choice(CATEGORIES)
    return [("GET", f"/products?category={category}", None)]


def look_closer() -> Errand:
    return [("GET", f"/products/{chance.randint(1, 48)}", None)]


def fill_cart() -> Errand:
    user = f"u{chance.randrange(900)}"
    return [("POST", f"/cart/{user}/lines", line()), ("GET", f"/cart/{user}", None)]


def line() -> dict[str, Any]:
    """Older phones send the quantity as text."""
    quantity = chance.randint(1, 3)
    return {"product": chance.randint(1, 48), "quantity": str(quantity) if chance.random() < 0.2 else quantity}


def buy() -> Errand:
    if chance.random() < plan["wholesale"]:
        return buy_wholesale()
    user = f"b{chance.randrange(10**6)}"
    lines = [("POST", f"/cart/{user}/lines", line()) for _ in range(chance.randint(1, 2))]
    return [*lines, ("POST", "/checkout", order(user, chance.choice(("EUR", "EUR", "EUR", "USD", "JPY"))))]


def buy_wholesale() -> Errand:
    user = f"w{chance.randrange(10**6)}"
    bulk = {"product": 8 * chance.randint(1, 6), "quantity": plan["quantity"]}
    return [("POST", f"/cart/{user}/lines", bulk), ("POST", "/checkout", order(user, plan["currency"]))]


def order(user: str, currency: str) -> dict[str, Any]:
    card = chance.choices(("5100", "3700", "4000"), weights=(77, 20, 3))[0] + str(chance.randrange(10**12))
    address = {"zip": f" {chance.randint(10000, 99999)}", "city": "Jena"} if chance.random() < 0.8 else None
    return {"user": user, "address": address, "card": card, "currency": currency, "session": "s" + user}


def shop_for_ever(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    while True:
        for step in errands.get():
            if not went_well(connection, *step):
                break


def went_well(connection: http.client.HTTPConnection, method: str, path: str, body: Any) -> bool:
    """One click. A few shoppers lose their connection half way."""
    try:
        connection.request(method, path, json.dumps(body) if body else None)
        if random.random() < 0.002:
            connection.close()
            return False
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return False
    return answer.status < 400


def main() -> None:
    threading.Thread(target=obey, daemon=True).start()
    for _ in range(SHOPPERS):
        threading.Thread(target=shop_for_ever, args=(int(os.environ["PORT"]),), daemon=True).start()
    while True:
        time.sleep(chance.expovariate(plan["rate"]))
        if not errands.full():
            errands.put(errand())


if __name__ == "__main__":
    main()
