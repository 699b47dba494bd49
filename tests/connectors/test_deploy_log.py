"""A deploy log in any of its shapes as changes with their sources."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from codriver.connectors import File, deploy_log
from codriver.errors import SourceError
from codriver.model import Change, ChangeKind, Citation, Gap, Matters, Ref, Scope, Stage

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
ROW = {
    "at": "2024-05-01T12:00:00Z",
    "kind": "deploy",
    "service": "pay",
    "version": "v2",
    "previous": "v1",
    "by": "ada",
    "what": "Smaller pages",
    "url": "https://ci.example/7",
}


def file_of(tmp_path: Path, content: str | bytes, name: str = "changes.jsonl") -> File:
    path = tmp_path / "file"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return File(path, name, content if isinstance(content, bytes) else content.encode()[:65536])


def read(file: File, scope: Scope = Scope()) -> tuple[list[Change], list[Gap]]:  # noqa: B008 - a frozen value
    facts = list(deploy_log.read(file, scope))
    return [one for one in facts if isinstance(one, Change)], [one for one in facts if isinstance(one, Gap)]


def expected(locator: str, quote: str) -> Change:
    return Change(
        kind=ChangeKind.DEPLOY,
        stage=Stage.DEPLOYED,
        service="pay",
        at=NOON,
        what="Smaller pages",
        source="deploy-log",
        cites=(Citation(Ref("deploy-log", locator), quote),),
        version="v2",
        previous="v1",
        by="ada",
        url="https://ci.example/7",
    )


def test_json_lines_an_array_and_a_table_tell_the_same(tmp_path: Path) -> None:
    line = json.dumps(ROW)
    assert read(file_of(tmp_path, line + "\n", "d.jsonl")) == ([expected("d.jsonl:1", line)], [])
    array = json.dumps([ROW], indent=1)
    assert read(file_of(tmp_path, array, "d.json")) == ([expected("d.json#/0/what", "Smaller pages")], [])
    table = ",".join(ROW) + "\n" + ",".join(ROW.values()) + "\n"
    assert read(file_of(tmp_path, table, "d.csv")) == ([expected("d.csv:2", ",".join(ROW.values()))], [])


def test_bad_rows_are_one_gap_that_counts_them_and_names_the_first(tmp_path: Path) -> None:
    lines = [json.dumps(ROW), "oops", json.dumps({**ROW, "at": "soon"})]
    changes, gaps = read(file_of(tmp_path, "\n".join(lines)))
    assert len(changes) == 1
    assert [gap.why for gap in gaps] == ["2 rows cannot be read, the first at changes.jsonl:2: no valid JSON"]


def test_a_file_of_bad_rows_only_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"changes\.jsonl:1: no time that can be read"):
        read(file_of(tmp_path, '{"service": "pay"}\n'))


def test_times_without_a_zone_are_said(tmp_path: Path) -> None:
    changes, gaps = read(file_of(tmp_path, json.dumps({**ROW, "at": "2024-05-01 12:00:00"})))
    assert changes[0].at == NOON
    assert (gaps[0].matters, gaps[0].why) == (
        Matters.LITTLE,
        "1 times without a zone were taken for UTC, the first at changes.jsonl:1",
    )


def test_a_truncated_gzip_keeps_what_was_read_and_says_so(tmp_path: Path) -> None:
    lines = "".join(json.dumps({**ROW, "version": f"v{number * 7919 % 9973}"}) + "\n" for number in range(2000))
    file = file_of(tmp_path, gzip.compress(lines.encode())[:-500])
    changes, gaps = read(File(file.path, file.name, lines.encode()[:65536]))
    assert changes
    assert "cannot be read" in gaps[0].why


def test_changes_after_the_scope_and_long_before_it_were_not_asked_for(tmp_path: Path) -> None:
    rows = [{**ROW, "at": (NOON + timedelta(days=days)).isoformat()} for days in (-20, -10, 0, 1)]
    file = file_of(tmp_path, "\n".join(map(json.dumps, rows)))
    changes, gaps = read(file, Scope(since=NOON - timedelta(hours=1), until=NOON))
    assert ([change.at for change in changes], gaps) == ([NOON - timedelta(days=10), NOON], [])


def test_a_file_without_rows_is_a_gap_and_not_silence(tmp_path: Path) -> None:
    assert [gap.why for gap in read(file_of(tmp_path, "at,service,kind\n"))[1]] == ["it holds no row"]


def test_rows_beyond_the_limit_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deploy_log, "MOST", 2)
    changes, gaps = read(file_of(tmp_path, (json.dumps(ROW) + "\n") * 5))
    assert (len(changes), gaps[0].why) == (2, "more than 2 rows: the rest was not read")


@pytest.mark.parametrize(
    ("content", "name", "score"),
    [
        (json.dumps(ROW), "anything.jsonl", 0.9),
        (json.dumps([ROW, ROW]), "x.json", 0.9),
        (json.dumps({"releases": [ROW]}), "x.json", 0.9),
        ("time,app,sha,author\n1714564800,pay,1f3a,ada\n", "x.csv", 0.9),
        ('{"time": 1714564800, "service": "pay", "level": "info", "version": "2", "msg": "x"}', "app.jsonl", 0.0),
        ('{"ts": 1714564800, "name": "cpu", "value": 3}', "deploys.jsonl", 0.0),
        ("time,service,version,value\n1714564800,pay,2,7\n", "m.csv", 0.0),
        ("2024-05-01T12:00:00Z INFO deploy of pay version 2\n", "deploys.log", 0.0),
        ("", "deploys.csv", 0.0),
        (b"\x00\xff" * 99, "deploys.csv", 0.0),
    ],
)
def test_only_a_deploy_log_is_recognised(tmp_path: Path, content: str | bytes, name: str, score: float) -> None:
    assert deploy_log.recognise(file_of(tmp_path, content, name)) == score
