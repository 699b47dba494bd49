"""A small part of the measurement at every run: killed processes, lost power, tampered files. Nothing kept is lost."""

import pytest
from bench import journal

powerloss = pytest.importorskip("bench.powerloss", reason="apsw is not installed")


def test_processes_killed_while_they_write_lose_nothing_that_they_were_told_is_kept() -> None:
    found = journal.kills(12)
    assert found["whole"] == 12
    assert found["rows acknowledged"] > 12


def test_a_loss_of_power_loses_nothing_acknowledged_and_would_without_syncs() -> None:
    assert powerloss.measure(120) == {"whole": 120}
    assert powerloss.measure(60, careless=True)["acknowledged rows lost"] > 0


def test_every_tampering_is_found_against_a_checkpoint() -> None:
    assert journal.tamperings(85) == {"found": 85}


def test_two_writers_lose_nothing_and_sixteen_threads_share_commits() -> None:
    assert journal.writers(20) == {"rows": 40, "expected": 40, "failed": 0, "whole": 1}
    assert journal.group_commit(8, 80) > 0
