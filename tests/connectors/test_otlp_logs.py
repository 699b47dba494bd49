"""Log records of a collector: many to a line, each with its service, level, time, exception and line of the file."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from codriver.access.files import sample
from codriver.connectors import Fact, File, otlp_logs
from codriver.connectors.otlp_logs import read, recognise
from codriver.errors import SourceError
from codriver.model import Gap, Scope
from codriver.telemetry.logs import LogTable, fold
from codriver.telemetry.rows import LogBlock

TRACE = 'Traceback (most recent call last):\n  File "/app/pay.py", line 3, in charge\n    raise X\nValueError: no card'


def pairs(**values: str) -> list[dict[str, Any]]:
    return [{"key": key.replace("__", "."), "value": {"stringValue": value}} for key, value in values.items()]


def record(said: str = "paid", **more: object) -> dict[str, Any]:
    return {
        "timeUnixNano": "1714564800250000000",
        "severityNumber": 9,
        "severityText": "INFO",
        "body": {"stringValue": said},
        "attributes": [],
        **more,
    }


def request(*records: object, service: str = "till", scope: str = "scopeLogs") -> dict[str, Any]:
    resource = {"attributes": pairs(service__name=service)}
    return {"resourceLogs": [{"resource": resource, scope: [{"scope": {}, "logRecords": list(records)}]}]}


def written(folder: Path, *lines: object, name: str = "logs.jsonl", indent: int | None = None) -> File:
    path = folder / name
    separators = None if indent else (",", ":")
    texts = [one if isinstance(one, str) else json.dumps(one, separators=separators, indent=indent) for one in lines]
    path.write_text("".join(f"{text}\n" for text in texts), "utf-8")
    return File(path, name, sample(path))


def facts(file: File) -> list[Fact]:
    return list(read(file, Scope()))


def table(file: File) -> LogTable:
    return fold([fact for fact in facts(file) if isinstance(fact, LogBlock)])


def test_many_records_of_a_line_are_cited_by_that_line_as_they_stand_there(tmp_path: Path) -> None:
    failed = record("card refused", severityNumber=17, severityText="", traceId="ab12")
    file = written(tmp_path, request(record(), record()), request(record("sent", severityText="Warn"), failed))
    assert recognise(file) > 0.9
    found = {one.template: one for one in table(file).patterns}
    assert {name: (one.service, one.level, one.total) for name, one in found.items()} == {
        "paid": ("till", "info", 2),
        "sent": ("till", "warn", 1),
        "card refused": ("till", "error", 1),
    }
    refused = found["card refused"]
    assert refused.first.ref.locator == "logs.jsonl:2"
    assert refused.first.quote in file.path.read_text("utf-8").splitlines()[1]
    assert refused.last_at == pytest.approx(1714564800.25, abs=0.01)
    assert refused.traces == ("ab12",)


def test_an_exceptions_attributes_are_read_as_its_trace(tmp_path: Path) -> None:
    attributes = pairs(exception__type="ValueError", exception__message="no card", exception__stacktrace=TRACE)
    told = table(written(tmp_path, request(record("charge failed", severityNumber=17, attributes=attributes))))
    assert [one.text for one in told.patterns] == ["charge failed: ValueError: no card"]
    assert [one.exception for one in told.thrown] == [TRACE]


def test_a_whole_document_is_cited_by_the_lines_of_its_records(tmp_path: Path) -> None:
    file = written(tmp_path, request(record("a b"), record("c d")), name="logs.json", indent=1)
    lines = file.path.read_text("utf-8").splitlines()
    opens = [at for at, line in enumerate(lines) if '"timeUnixNano"' in line]
    assert [int(one.first.ref.locator.partition(":")[2]) for one in table(file).patterns] == opens


def test_each_service_keeps_its_own_records_and_numbers(tmp_path: Path) -> None:
    lines = [request(record(f"hello from {one}"), service=one) for one in ("till", "post", "till")]
    found = {one.service: (one.total, one.first.ref.locator) for one in table(written(tmp_path, *lines)).patterns}
    assert found == {"till": (2, "logs.jsonl:1"), "post": (1, "logs.jsonl:2")}


def test_records_in_several_blocks_keep_their_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(otlp_logs, "BLOCK", 1_000)
    lines = [request(record(), record()) for _ in range(40)]
    told = table(written(tmp_path, *lines, request(record("gone", severityNumber=17, severityText="ERROR"))))
    assert {one.template: (one.total, one.first.ref.locator) for one in told.patterns} == {
        "paid": (80, "logs.jsonl:1"),
        "gone": (1, "logs.jsonl:41"),
    }


@pytest.mark.parametrize(
    ("more", "level", "text"),
    [
        ({"severityText": "", "severityNumber": "SEVERITY_NUMBER_WARN"}, "warn", "paid"),
        ({"timeUnixNano": "0", "observedTimeUnixNano": "1714564800250000000"}, "info", "paid"),
        ({"body": {"kvlistValue": {"values": pairs(message="told by a key")}}}, "info", "told by a key"),
        ({"body": {"stringValue": '{"level":"error","msg":"from a file"}'}}, "error", "from a file"),
        ({"body": {"stringValue": "error rate is low again"}}, "info", "error rate is low again"),
    ],
)
def test_records_as_exporters_differ(tmp_path: Path, more: dict[str, object], level: str, text: str) -> None:
    (found,) = table(written(tmp_path, request({**record(), **more}))).patterns
    assert (found.level, found.text) == (level, text)
    assert found.last_at == pytest.approx(1714564800.25, abs=0.01)


def test_gzip_older_names_and_broken_lines(tmp_path: Path) -> None:
    whole = json.dumps(request(record(), scope="instrumentationLibraryLogs"))
    path = tmp_path / "logs.jsonl.gz"
    path.write_bytes(gzip.compress(f'{whole}\n{{"resourceLogs":[\n{whole}\n'.encode()))
    found = facts(File(path, path.name, sample(path)))
    assert [len(one.places) for one in found if isinstance(one, LogBlock)] == [2]
    assert [one.why for one in found if isinstance(one, Gap)] == [
        "1 lines are no whole export request, the first is line 2"
    ]


@pytest.mark.parametrize("value", [None, 3, [], {}, "x", [3], [{"scopeLogs": 1}], [{"scopeLogs": [{"logRecords": 2}]}]])
def test_nothing_in_it_is_said(tmp_path: Path, value: object) -> None:
    file = written(tmp_path, {"resourceLogs": [*value] if isinstance(value, list) else [value]})
    assert [type(fact) for fact in facts(file)] == [Gap]


def test_a_record_that_is_too_long_and_a_file_without_any(tmp_path: Path) -> None:
    found = facts(written(tmp_path, request(record("x" * 600_000), record())))
    assert [one.why for one in found if isinstance(one, Gap)] == ["1 records are longer than 512 KiB and were left out"]
    with pytest.raises(SourceError, match="no line is a whole"):
        facts(written(tmp_path, '{"resourceLogs": [', '{"scopeLogs": ['))
