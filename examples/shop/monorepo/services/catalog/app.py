"""What the shop sells. Reads the database through the cache."""

from __future__ import annotations

from typing import Any

from ..kit.client import PeerError
from ..kit.database import Row
from ..kit.route import Request, RequestError
from ..kit.service import Service

service = Service("catalog")
cache = service.peer("cache")
database = service.database()

TABLE = service.config["tables"]["products"]
KEEP_S = service.config["cache"]["keep_s"]


@service.route("GET", "/products")
def list_products(request: Request) -> dict[str, Any]:
    if "ids" in request.query:
        return {"products": [product_by_id(int(text)) for text in request.query["ids"].split(",")]}
    category = request.query["category"]
    products = cached(f"category:{category}", lambda: products_in(category))
    return {"products": products, "suggestions": [] if products else suggestions(category)}


@service.route("GET", "/products/{id}")
def show_product(request: Request) -> dict[str, Any]:
    product = product_by_id(int(request.params["id"]))
    return product | {"thumbnail": thumbnail(product)}


def product_by_id(number: int) -> dict[str, Any]:
    rows = cached(f"product:{number}", lambda: read_products("WHERE id = ?", number))
    if not rows:
        raise RequestError(404, f"no product {number}")
    return rows[0]


def products_in(category: str) -> list[Row]:
    return read_products("WHERE category = ? ORDER BY id LIMIT 20", category)


def read_products(where: str, *args: object) -> list[Row]:
    columns = "id, name, category, price_cents, discount, images, supplier"
    rows = database.query(f"SELECT {columns} FROM {TABLE} {where}", *args)
    return [presentable(row) for row in rows]


def presentable(row: Row) -> dict[str, Any]:
    shown = {key: value for key, value in row.items() if value is not None}
    return shown | {"images": row["images"].split()}


def thumbnail(product: dict[str, Any]) -> str:
    images = product["images"]
    return f"{images[0]}?w=120" if images else "placeholder.svg"


def suggestions(category: str) -> list[Row]:
    """The nearest categories, for a search that found nothing."""
    session = database.open()
    rows = session.query(f"SELECT DISTINCT category FROM {TABLE} WHERE category LIKE ?", f"{category[:2]}%")
    if not rows:
        return []
    session.close()
    return rows


def cached(key: str, read: Any) -> list[Row]:
    """The cached rows, or fresh ones if the cache has none or is in trouble."""
    try:
        reply = cache.get(f"/entries/{key}")
        hit = reply.status == 200
        service.metrics.count("cache_requests_total", result="hit" if hit else "miss")
        return reply.body["value"] if hit else refreshed(key, read)
    except PeerError as error:
        service.metrics.count("cache_requests_total", result="error")
        service.log.warning("cache unavailable, reading from the database", key=key, error=str(error))
        fresh: list[Row] = read()
        return fresh


def refreshed(key: str, read: Any) -> list[Row]:
    rows: list[Row] = read()
    cache.call("PUT", f"/entries/{key}", {"value": rows, "keep_s": KEEP_S})
    return rows


@service.job("reindex")
def reindex(plan: dict[str, Any]) -> None:
    """Walk all products in batches, so that search stays fresh."""
    workers = plan["workers"]
    service.log.info("reindex started", workers=workers, batches=plan["batches"])
    service.walk(workers, lambda: reindex_batches(plan["batches"]))
    service.log.info("reindex finished", workers=workers, batches=plan["batches"])


def reindex_batches(batches: int) -> None:
    with database.session() as session:
        for batch in range(batches):
            session.query(f"SELECT id, name FROM {TABLE} ORDER BY id LIMIT 10 OFFSET ?", batch * 10 % 60)
            service.pause(service.config["jobs"]["reindex"]["pause_s"])
