from dataclasses import replace

from codriver.model import Change, ChangeKind, Stage
from codriver.room.link_changes import linked
from codriver.room.same_change import same_version
from codriver.testing import a_change, a_citation

SHA = "3f2a1b9c4d5e6f708192a3b4c5d6e7f8091a2b3c"


def a_commit(service: str, version: str, minutes: float, *files: str) -> Change:
    commit = a_change(service, ChangeKind.DEPLOY, minutes=minutes, version=version, files=files)
    return replace(commit, stage=Stage.MERGED, source="git", previous="", cites=(a_citation(f"repo@{version}"),))


def a_deploy_of(service: str, version: str, previous: str, minutes: float) -> Change:
    return replace(a_change(service, ChangeKind.DEPLOY, minutes=minutes, version=version), previous=previous)


def test_a_deploy_carries_the_files_of_the_commits_that_it_brought_and_when_they_were_merged() -> None:
    commits = [
        a_commit("pay", "aaaaaaaaaa", -50, "pay/old.py"),
        a_commit("pay", "bbbbbbbbbb", -40, "pay/rates.py"),
        a_commit("cart", "cccccccccc", -35, "cart/app.py"),
        a_commit("pay", SHA, -30, "pay/app.py"),
    ]
    deploy = a_deploy_of("pay", SHA[:7], "aaaaaaa", -2)

    after = next(change for change in linked([*commits, deploy]) if change.stage == Stage.DEPLOYED)

    assert after.files == ("pay/rates.py", "pay/app.py")
    assert after.merged_at == commits[-1].at
    assert commits[-1].cites[0] in after.cites


def test_merged_and_deployed_stay_two_rows_of_the_timeline() -> None:
    commit, deploy = a_commit("pay", SHA, -30, "pay/app.py"), a_deploy_of("pay", SHA[:8], "", -2)

    assert [change.stage for change in linked([deploy, commit])] == [Stage.MERGED, Stage.DEPLOYED]


def test_a_deploy_of_an_unknown_version_stays_as_it_is() -> None:
    deploy = a_deploy_of("pay", "v1.2.3", "v1.2.2", -2)

    assert linked([deploy, a_commit("pay", SHA, -30, "pay/app.py")])[1] == deploy


def test_the_same_deploy_told_by_two_sources_is_one_with_both_citations() -> None:
    one = a_deploy_of("pay", SHA[:7], "", -2)
    other = replace(one, source="pipeline", cites=(a_citation("pipeline.csv:4"),))

    (both,) = linked([one, other])

    assert set(both.cites) == {*one.cites, *other.cites}


def test_versions_are_one_when_equal_or_when_one_abbreviates_the_other() -> None:
    assert same_version(SHA, SHA[:7])
    assert same_version("v1.2", "v1.2")
    assert not same_version(SHA, SHA[:4])
    assert not same_version("", "")
