"""SQLite behind HTTP, with a limited number of client connections, as a database server has."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

from ..kit.identity import caller
from ..kit.route import Answer, Request
from ..kit.service import Service

service = Service("database")
ours = threading.local()

FILE = Path(os.environ.get("VOLUME", "."), service.config["file"])
SCHEMA = Path(__file__).with_name("schema.sql")
MIGRATIONS = Path(__file__).with_name("migrations.sql")
ROLES = os.environ.get("ROLES", os.devnull)  # when each role's password expires, as the platform keeps it
PROGRESS_STEPS = 1000  # virtual machine steps between two looks at the clock


@service.route("POST", "/query")
def query(request: Request) -> Answer:
    if request.over_limit:
        service.log.critical("sorry, too many clients already", limit=service.config["max_connections"])
        return Answer(503, {"error": "FATAL: sorry, too many clients already"})
    if expired := expired_role(request):
        service.log.critical(f'password authentication failed for user "{expired}"')
        service.log.info(f'DETAIL:  User "{expired}" has an expired password.')
        return Answer(401, {"error": f'FATAL: password authentication failed for user "{expired}"'})
    sql, args = request.body["sql"], request.body["args"]
    started = time.perf_counter()
    try:
        rows = run(sql, args, deadline=started + service.config["statement_timeout_ms"] / 1000)
        return Answer(200, {"rows": rows})
    except sqlite3.Error as error:
        service.log.error(str(error))
        service.log.error(f"STATEMENT:  {sql}")
        return Answer(400, {"error": str(error)})
    finally:
        note_if_slow(sql, time.perf_counter() - started)


def run(sql: str, args: list[Any], deadline: float) -> list[dict[str, Any]]:
    connection = own_connection()
    connection.set_progress_handler(lambda: time.perf_counter() > deadline, PROGRESS_STEPS)
    cursor = connection.execute(sql, args)
    names = [column[0] for column in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    if time.perf_counter() > deadline:
        raise sqlite3.OperationalError("canceling statement due to statement timeout")
    return rows


def expired_role(request: Request) -> str | None:
    roles: dict[str, float] = json.loads(Path(ROLES).read_text() or "{}")
    role = caller(request.token) if roles else ""
    return role if role in roles and roles[role] < time.time() else None


def note_if_slow(sql: str, spent: float) -> None:
    service.metrics.gauge("db_connections_limit", service.config["max_connections"])
    if spent * 1000 > service.config["log_min_duration_ms"]:
        service.log.info(f"duration: {spent * 1000:.3f} ms  statement: {sql}")


def own_connection() -> sqlite3.Connection:
    if not hasattr(ours, "connection"):
        ours.connection = connect()
    connection: sqlite3.Connection = ours.connection
    return connection


def connect() -> sqlite3.Connection:
    connection = sqlite3.connect(FILE, isolation_level=None, timeout=2, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


@service.job("checkpoint")
def checkpoint(_plan: dict[str, Any]) -> None:
    started = time.perf_counter()
    row = own_connection().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    spent = time.perf_counter() - started
    service.log.info(f"checkpoint complete: wrote {row[1]} buffers; total={spent:.3f} s")


def migrate(connection: sqlite3.Connection) -> None:
    """Apply what this file has not seen yet; each step is one part of migrations.sql."""
    done: int = connection.execute("PRAGMA user_version").fetchone()[0]
    steps = MIGRATIONS.read_text().split("-- step")[1:]
    for number, step in enumerate(steps, 1):
        if number > done:
            connection.executescript(f"BEGIN; -- step{step} PRAGMA user_version = {number}; COMMIT;")
            service.log.info(f"migration {number} of {len(steps)} applied")


with connect() as first:
    first.executescript(SCHEMA.read_text())
    migrate(first)
