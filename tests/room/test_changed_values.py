from dataclasses import replace
from pathlib import Path

import pytest
from tests.incidents import Altered, Story, write
from tests.traffic import Fault

from codriver.model import Change, ChangeKind, Citation, Observation, Ref, Signal
from codriver.room.changed_values import changed_values
from codriver.testing import a_change, a_situation, an_error

FILES = {"config/orders.json": '{"stock": "stock:9443", "timeout_ms": 250, "mode": "default"}\n'}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    change = Altered(service="orders", minutes=-1, what="tidy up", files=FILES)
    return write(tmp_path_factory.mktemp("values") / "i", Story(fault=Fault(), changes=(change,))) / "repo.bundle"


def a_deploy_of(bundle: Path, service: str = "orders") -> Change:
    deploys = (bundle.parent / "deploys.jsonl").read_text()
    version = deploys.partition('"version": "')[2][:10]
    return replace(
        a_change(service, ChangeKind.CONFIG, version=version),
        cites=(Citation(Ref("git", f"repo.bundle@{version}"), "tidy up"),),
    )


def seen(bundle: Path, error: Observation, service: str = "orders") -> tuple[Observation, ...]:
    situation = a_situation(observations=[error], changes=[a_deploy_of(bundle, service)])
    return changed_values(situation, {"repo.bundle": bundle})


def test_an_error_that_names_the_new_value_is_seen_with_both_sources(bundle: Path) -> None:
    (one,) = seen(bundle, an_error("orders", "cannot reach stock:9443"))
    assert (one.signal, one.service, one.text) == (Signal.CODE, "orders", "stock:9443")
    assert one.cites[0].ref.locator.endswith(":config/orders.json")
    assert one.cites[1].quote == "cannot reach stock:9443"


def test_a_caller_that_names_it_of_the_changed_service_counts_too(bundle: Path) -> None:
    assert seen(bundle, an_error("web", "orders: no answer from stock:9443", peer="orders"))


@pytest.mark.parametrize(
    "error",
    [
        an_error("orders", "no answer in 12500 ms"),  # 250 stands only inside another number
        an_error("orders", "the default timed out"),  # words that stand in every error
        an_error("pay", "cannot reach stock:9443"),  # another service's error
        an_error("orders", "cannot reach stock:9443", before=2.0),  # as before
        an_error("orders", "cannot reach stock:9443", level="info"),
    ],
)
def test_what_only_looks_alike_is_not_named(bundle: Path, error: Observation) -> None:
    assert seen(bundle, error) == ()


def test_a_history_that_cannot_be_read_says_nothing_here(tmp_path: Path, bundle: Path) -> None:
    situation = a_situation(observations=[an_error("orders", "stock:9443")], changes=[a_deploy_of(bundle)])
    assert changed_values(situation, {"repo.bundle": tmp_path / "gone.bundle"}) == ()
    assert changed_values(situation, {}) == ()


@pytest.mark.parametrize(
    ("error", "named"),
    [
        ("QueuePool limit of size 5 reached", True),
        ("worker 5 of 8 timed out", False),  # the number, but nothing of the setting
        ("QueuePool limit of size 50 reached", False),
    ],
)
def test_a_value_that_the_announcement_itself_tells_is_named_with_a_word_of_its_setting(
    error: str, named: bool
) -> None:
    change = replace(a_change("till", ChangeKind.CONFIG), what="config till updated (db.pool.max 50 -> 5)")
    found = changed_values(a_situation(observations=[an_error("till", error)], changes=[change]), {})
    assert [one.says for one in found] == (["the error names 5, to which it set db.pool.max"] if named else [])
