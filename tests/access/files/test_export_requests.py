import json
from pathlib import Path

from codriver.access.files.export_requests import ExportRequests

ONE, TWO = json.dumps({"resourceLogs": [1]}), json.dumps({"resourceLogs": [2]})


def requests(folder: Path, text: str, name: str = "till.jsonl") -> ExportRequests:
    file = folder / name
    file.write_text(text)
    return ExportRequests(file, name, text.encode(), "resourceLogs")


def places(found: ExportRequests) -> list[tuple[int, object]]:
    return [(one.line, one.found["resourceLogs"]) for one in found]


def test_one_request_a_line_keeps_its_line(tmp_path: Path) -> None:
    assert places(requests(tmp_path, f"{ONE}\n\n{TWO}\n")) == [(1, [1]), (3, [2])]


def test_a_whole_document_has_no_line(tmp_path: Path) -> None:
    assert places(requests(tmp_path, json.dumps({"resourceLogs": [1]}, indent=1), "till.json")) == [(0, [1])]


def test_what_is_no_request_is_kept_by_its_line(tmp_path: Path) -> None:
    found = requests(tmp_path, f"{ONE}\n{{\n{json.dumps({'other': []})}\n{TWO}\n")
    assert places(found) == [(1, [1]), (4, [2])]
    assert found.broken == [2, 3]


def test_a_document_that_is_none_is_read_line_by_line(tmp_path: Path) -> None:
    found = requests(tmp_path, "{\n}\n", "till.json")
    assert places(found) == []
    assert found.broken
