"""What the shop's newer faults rest on is real: the system, SQLite, OpenSSL and the clocks object by themselves."""

import errno
import json
import shutil
import socket
import sqlite3
import ssl
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHOP = ROOT / "examples" / "shop"
CONFIG = SHOP / "monorepo" / "config"
DATABASE = SHOP / "monorepo" / "services" / "database"


def load(name: str) -> ModuleType:
    sys.path.insert(0, str(ROOT))
    try:
        return __import__(f"examples.shop.{name}", fromlist=["x"])
    finally:
        sys.path.remove(str(ROOT))


def a_migrated_database(*steps: str) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript((DATABASE / "schema.sql").read_text())
    connection.executescript((DATABASE / "migrations.sql").read_text())
    connection.executescript("".join(steps))
    return connection


USED = (
    "SELECT product_id, quantity, bin FROM stock",
    "INSERT INTO reservations (order_id, product_id, quantity) VALUES ('a', 1, 1)",
    "SELECT id, name, category, price_cents, discount, images, supplier FROM products",
    "INSERT INTO ledger (order_id, amount_cents, status) VALUES ('a', 1, 'x')",
)


def objections(database: sqlite3.Connection) -> list[str]:
    said: list[str] = []
    for statement in USED:
        try:
            database.execute(statement)
        except sqlite3.Error as error:
            said.append(str(error))
    return said


def test_without_a_bad_step_the_services_statements_run() -> None:
    assert objections(a_migrated_database()) == []


@pytest.mark.parametrize("step", [statement for _, statement in load("faults.bad_migration").STEPS])
def test_each_bad_migration_applies_and_breaks_what_a_service_says_to_the_database(step: str) -> None:
    assert len(objections(a_migrated_database(step))) == 1


def test_the_place_that_a_bad_migration_edits_stands_once() -> None:
    assert (DATABASE / "migrations.sql").read_text().count(load("faults.bad_migration").END) == 1


def test_each_impatient_setting_changes_exactly_one_place() -> None:
    storm = load("faults.retry_storm")
    for service, written in storm.PAIRS.items():
        assert (CONFIG / f"{service}.json").read_text().count(storm.SMALL.format(*written)) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_volume_answers_with_the_systems_own_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOLUME", str(tmp_path))
    metrics = load("monorepo.services.kit.metrics").Metrics()
    spool = load("monorepo.services.kit.spool").Spool("checkout", metrics)
    spool.append(order="a")
    (tmp_path / "checkout.spool").unlink()
    (tmp_path / "checkout.spool").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left on device") as full:
        spool.append(order="b")
    assert full.value.errno == errno.ENOSPC
    assert 'volume_available_bytes{mountpoint="/var/spool"}' in metrics.text()


def test_a_token_from_a_clock_that_is_ahead_was_used_before_it_was_issued(monkeypatch: pytest.MonkeyPatch) -> None:
    identity = load("monorepo.services.kit.identity")
    monkeypatch.setattr(identity.time, "time", lambda: 1_000_000.0)
    ahead = identity.token_of("checkout")
    assert identity.caller(ahead) == "checkout"
    monkeypatch.setattr(identity.time, "time", lambda: 999_980.0)
    with pytest.raises(identity.RefusedError, match=r"used before issued: iat is 20\.0 s ahead"):
        identity.caller(ahead)


def test_the_bank_refuses_a_clock_that_is_off_and_a_key_that_has_expired(monkeypatch: pytest.MonkeyPatch) -> None:
    bank, identity = load("lab.bank"), load("monorepo.services.kit.identity")
    token = identity.token_of("payments")
    assert bank.objection(token) == ""
    monkeypatch.setitem(bank.mood, "key_until", 1.0)
    assert bank.objection(token) == "invalid API key: expired at 1970-01-01T00:00:01+00:00"
    monkeypatch.setitem(bank.mood, "key_until", float("inf"))
    monkeypatch.setattr(bank.time, "time", lambda: 0.0)
    assert bank.objection(token).startswith("RequestTimeTooSkewed")


def test_a_name_without_a_record_and_a_service_without_a_resolver_fail_as_dns_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, book = load("monorepo.services.kit.address"), tmp_path / "book.json"
    monkeypatch.setenv("ADDRESS_BOOK", str(book))
    monkeypatch.setenv("SERVICE", "checkout")
    book.write_text(json.dumps({"closed": 1}))
    with pytest.raises(socket.gaierror) as unknown:
        address.resolve("bank", 443)
    book.write_text(json.dumps({"closed": 1, "bank": {"443": 2}, "without_resolver": ["checkout"]}))
    with pytest.raises(socket.gaierror) as silent:
        address.resolve("bank", 443)
    assert (unknown.value.errno, silent.value.errno) == (socket.EAI_NONAME, socket.EAI_AGAIN)


@pytest.mark.skipif(not shutil.which("openssl"), reason="certificates are made by the openssl program")
def test_a_certificate_that_has_expired_is_refused_by_openssl_itself(tmp_path: Path) -> None:
    authority = load("lab.certificates").Authority(tmp_path / "certificates")
    shake_hands(authority)
    authority.issue("bank", days=0)
    with pytest.raises(ssl.SSLCertVerificationError, match="certificate has expired"):
        shake_hands(authority)


def shake_hands(authority: object) -> None:
    """Both sides in memory, until each is content."""
    names = authority.environment()  # type: ignore[attr-defined]  # the examples import nothing of ours, nor we of them
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(names["SERVER_CERTIFICATE"])
    client = ssl.create_default_context(cafile=names["SSL_CERT_FILE"])
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    sides = [
        client.wrap_bio(back, there, server_hostname="bank"),
        server.wrap_bio(there, back, server_side=True),
    ]
    for side in (*sides, *sides):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
