"""Which field says what, under the names that tools give them."""

import pytest

from codriver.connectors.deploy_log.changes import Told, Unread, is_change, told
from codriver.connectors.deploy_log.rows import Row
from codriver.model import ChangeKind, Stage

AT = {"at": "2024-05-01T12:00:00Z"}


def told_of(**fields: str) -> Told:
    found = told(Row("d:1", {**AT, "service": "pay", **fields}), "deploy-log")
    assert isinstance(found, Told)
    return found


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("deploy", ChangeKind.DEPLOY),
        ("rollback", ChangeKind.DEPLOY),
        ("deployment.finished", ChangeKind.DEPLOY),
        ("ConfigMap", ChangeKind.CONFIG),
        ("config-change", ChangeKind.CONFIG),
        ("feature-flag", ChangeKind.FLAG),
        ("toggle", ChangeKind.FLAG),
        ("migration", ChangeKind.SCHEMA),
        ("terraform apply", ChangeKind.INFRA),
        ("dns", ChangeKind.INFRA),
        ("bump", ChangeKind.DEPENDENCY),
        ("something else", ChangeKind.DEPLOY),
    ],
)
def test_the_words_of_a_kind_are_known(word: str, kind: ChangeKind) -> None:
    assert told_of(kind=word).change.kind == kind


@pytest.mark.parametrize(
    ("status", "stage"),
    [("", Stage.DEPLOYED), ("succeeded", Stage.DEPLOYED), ("merged", Stage.MERGED), ("planned", Stage.MERGED)],
)
def test_what_only_was_merged_or_planned_is_not_deployed(status: str, stage: Stage) -> None:
    assert told_of(kind="deploy", status=status).change.stage == stage


def test_a_change_without_words_is_told_by_its_kind_and_version() -> None:
    assert told_of(kind="release", version="v2").change.what == "release v2"
    assert told_of(version="v2", env="staging").change.what == "deploy v2 [staging]"
    assert told_of(version="v2", env="production", message="New list").change.what == "New list"


@pytest.mark.parametrize("fields", [{"service": "pay"}, AT, {"at": "soon", "service": "pay"}])
def test_a_row_that_says_too_little_is_unread(fields: dict[str, str]) -> None:
    assert isinstance(told(Row("d:1", fields), "deploy-log"), Unread)


@pytest.mark.parametrize(
    ("name", "fields", "answer"),
    [
        ("x.jsonl", {"service": "pay", "kind": "deploy"}, True),
        ("x.jsonl", {"app": "pay", "sha": "1f3a", "author": "Ada"}, True),
        ("deploys.csv", {"app": "pay", "sha": "1f3a"}, True),
        ("x.jsonl", {"app": "pay", "sha": "1f3a"}, False),
        ("x.jsonl", {"service": "pay", "kind": "request"}, False),
        ("x.jsonl", {"kind": "deploy", "version": "v1"}, False),
        ("x.jsonl", {"service": "pay", "version": "v1", "level": "info", "msg": "deploy", "user": "u"}, False),
        ("deploys.jsonl", {"service": "pay", "version": "v1", "level": "info", "by": "ada"}, False),
        ("deploys.jsonl", {"service": "pay", "kind": "deploy", "severity": "info"}, True),
    ],
)
def test_a_log_line_is_no_change(name: str, fields: dict[str, str], answer: bool) -> None:
    assert is_change(Row("", {**AT, **fields}), name) is answer
