from datetime import UTC, datetime

import pytest

from codriver.model import NO_TIME, Change, ChangeKind, Stage
from codriver.telemetry.logs import fold
from codriver.telemetry.logs.announced import changes
from codriver.telemetry.rows import LogBlock

AT = datetime(2026, 11, 1, 12, 0, 5, tzinfo=UTC)


def announced(*messages: str, level: str = "INFO", speaker: str = "") -> tuple[Change, ...]:
    text = "".join(f"2026-11-01T12:00:05Z {level} {message}\n" for message in messages)
    return changes(fold([LogBlock("log", f"{speaker or 'app'}.log", 1, text.encode())]))


@pytest.mark.parametrize(
    ("message", "kind", "service"),
    [
        ("deployed till rev 9f3c1 by anna", ChangeKind.DEPLOY, "till"),
        ("Deploying till@sha256:99aa", ChangeKind.DEPLOY, "till"),
        ("rollout of till to v42", ChangeKind.DEPLOY, "till"),
        ("deployer: released service till 2.4.1", ChangeKind.DEPLOY, "till"),
        ("configmap till-limits updated by ops (queue.max 40 -> 5)", ChangeKind.CONFIG, "till-limits"),
        ("reloaded configuration of till", ChangeKind.CONFIG, "till"),
        ("feature flag fast-lane was enabled for 100 %", ChangeKind.FLAG, "fast-lane"),
        ("disabled flag fast-lane", ChangeKind.FLAG, "fast-lane"),
        ("applied migration 0042_add_receipts", ChangeKind.SCHEMA, "0042_add_receipts"),
        ("migration add_receipts applied", ChangeKind.SCHEMA, "add_receipts"),
        ('Migrating schema "public" to version "42 - drop unused index"', ChangeKind.SCHEMA, "42"),
        ("Running upgrade 1ae1 -> 77bc, add receipts", ChangeKind.SCHEMA, "77bc"),
        ("Applying till.0042_add_receipts... OK", ChangeKind.SCHEMA, "till.0042_add_receipts"),
        ("== 20260301090000 AddReceipts: migrating ====", ChangeKind.SCHEMA, "AddReceipts"),
        ("scaled till from 4 to 2", ChangeKind.INFRA, "till"),
    ],
)
def test_a_line_that_announces_a_change_is_one(message: str, kind: ChangeKind, service: str) -> None:
    found = announced(message)
    assert [(one.kind, one.service, one.stage, one.at) for one in found] == [(kind, service, Stage.DEPLOYED, AT)]
    assert all(one.cites[0].quote.endswith(one.what) for one in found)


SAYS_NO_NAME = ["applied migration 0042_add_receipts", "feature flag fast-lane was enabled", "configuration reloaded"]


@pytest.mark.parametrize("message", SAYS_NO_NAME)
def test_a_migration_a_flag_or_a_reload_is_a_change_of_whoever_says_so(message: str) -> None:
    assert [one.service for one in announced(message, speaker="till")] == ["till"]


def test_version_and_author_are_read_where_they_stand() -> None:
    (change,) = announced("deployed till rev 9f3c1 by anna")
    assert (change.version, change.by) == ("9f3c1", "anna")


@pytest.mark.parametrize(
    "message",
    [
        "deploy failed",
        "deployment till failed: image not found",
        "deploying is a pipeline matter",
        "would deploy till rev 1 (dry run)",
        "user asked: please note that we deployed till",
        "request to deploy till took 3 ms",
        "config loaded",
        "released lock of basket 7",
    ],
)
def test_what_only_speaks_of_changes_is_none(message: str) -> None:
    assert announced(message) == ()


def test_an_error_announces_nothing() -> None:
    assert announced("deployed till rev 9f3c1", level="ERROR") == ()


def test_what_is_said_all_day_is_no_news() -> None:
    assert announced(*(f"reloaded configuration of till in {ms} ms" for ms in range(30))) == ()


def test_a_line_without_a_clock_has_no_time() -> None:
    table = fold([LogBlock("log", "paste", 1, b"deployed till rev 9f3c1 by anna\n")])
    assert [change.at for change in changes(table)] in ([], [NO_TIME])
