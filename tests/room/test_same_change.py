"""One rollout, told by many: one row, with what each of them knows."""

from dataclasses import replace

import pytest

from codriver.model import Change, ChangeKind, Stage
from codriver.room.same_change import once, same, same_version
from codriver.testing import a_change, a_citation

SHA = "3f2a1b9c4d5e6f708192a3b4c5d6e7f8091a2b3c"


def told(source: str, minutes: float = -5, **more: object) -> Change:
    change = a_change("pay", ChangeKind.DEPLOY, minutes=minutes, version="v1.4.2")
    cites = (a_citation(source),)
    bare = replace(change, source=source, cites=cites, previous="", by="")
    return replace(bare, **more)  # type: ignore[arg-type]  # fields of a change


def test_a_log_the_cluster_and_an_annotation_tell_of_one_rollout() -> None:
    log = told("deploy-log", what="deploy pay", by="ann")
    cluster = told("kubernetes", -3, version="1.4.2", previous="1.4.1")
    note = told("grafana", -1, version="", service="", what="deployed v1.4.2", url="https://grafana/d/1")
    (one,) = once([note, cluster, log])
    assert (one.what, one.previous, one.by, one.url) == ("deploy pay", "1.4.1", "ann", "https://grafana/d/1")
    assert len(one.cites) == 3


@pytest.mark.parametrize(
    "more",
    [
        {"minutes": -30},
        {"version": "v1.4.3"},
        {"service": "cart"},
        {"kind": ChangeKind.CONFIG},
        {"stage": Stage.MERGED},
        {"version": "", "what": "deployed something"},
    ],
)
def test_two_changes_stay_two(more: dict[str, object]) -> None:
    assert len(once([told("deploy-log"), told("cluster", **more)])) == 2  # type: ignore[arg-type]  # fields of a change


def test_a_commit_is_one_wherever_it_is_told() -> None:
    commit = told("git", -90, stage=Stage.MERGED, version=SHA, what="Retry twice")
    pull = told("github", -60, stage=Stage.MERGED, version=SHA, what="#7 Retry twice", url="https://github/pull/7")
    assert same(commit, pull)
    (one,) = once([commit, pull])
    assert (one.what, one.url) == ("Retry twice", "https://github/pull/7")


def test_the_fuller_version_is_kept() -> None:
    (one,) = once([told("log", version=SHA[:7]), told("github", version=SHA)])
    assert one.version == SHA
    assert same_version("v1.2", "1.2")
    assert not same_version("v", "")
