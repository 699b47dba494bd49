import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from codriver.access.files import sample
from codriver.connectors import Fact, File
from codriver.connectors.otlp_traces import read, recognise
from codriver.errors import SourceError
from codriver.model import Gap, Scope
from codriver.telemetry.rows import SpanBlock


def pairs(**values: object) -> list[dict[str, Any]]:
    return [
        {"key": key.replace("__", "."), "value": {"stringValue" if isinstance(value, str) else "intValue": value}}
        for key, value in values.items()
    ]


def span(own: str = "b1", **more: object) -> dict[str, Any]:
    return {
        "traceId": "a1",
        "spanId": own,
        "parentSpanId": "",
        "name": "GET /cart",
        "kind": 3,
        "startTimeUnixNano": "1714564800250000000",
        "endTimeUnixNano": "1714564800500000000",
        "attributes": pairs(peer__service="store"),
        "status": {},
        **more,
    }


def request(*spans: object, service: str = "web", scope: str = "scopeSpans") -> dict[str, Any]:
    resource = {"attributes": pairs(service__name=service)}
    return {"resourceSpans": [{"resource": resource, scope: [{"spans": list(spans)}]}]}


def written(folder: Path, *lines: object, name: str = "spans.jsonl") -> File:
    path = folder / Path(name).name
    texts = [line if isinstance(line, str) else json.dumps(line, separators=(",", ":")) for line in lines]
    path.write_text("".join(f"{text}\n" for text in texts), "utf-8")
    return File(path, name, sample(path))


def facts(file: File) -> list[Fact]:
    return list(read(file, Scope()))


def only(file: File) -> SpanBlock:
    (block,) = facts(file)
    assert isinstance(block, SpanBlock)
    return block


def test_one_request_a_line_is_cited_by_line(tmp_path: Path) -> None:
    file = written(tmp_path, request(span("b1")), request(span("b2", parentSpanId="b1"), service="store"))
    block = only(file)
    assert recognise(file) > 0.9
    assert (block.services, block.span_ids, block.parent_ids) == (("web", "store"), ("b1", "b2"), ("", "b1"))
    assert (block.starts[0], block.durations[0]) == (1714564800.25, 0.25)
    assert (block.kinds[0], block.peers[0], block.names[0]) == ("client", "store", "GET /cart")
    assert block.locators == ("spans.jsonl:1", "spans.jsonl:2")


def test_a_whole_document_is_cited_by_pointer(tmp_path: Path) -> None:
    path = tmp_path / "spans.json"
    path.write_text(json.dumps(request(span("b1"), span("b2")), indent=2), "utf-8")
    block = only(File(path, "traces/spans.json", sample(path)))
    assert block.locators[1] == "traces/spans.json#/resourceSpans/0/scopeSpans/0/spans/1"
    assert all(quote in path.read_text("utf-8") for quote in block.quotes)


def test_the_older_name_of_scopes_is_understood(tmp_path: Path) -> None:
    file = written(tmp_path, request(span(), scope="instrumentationLibrarySpans"))
    assert recognise(file) > 0.9
    assert only(file).span_ids == ("b1",)


@pytest.mark.parametrize("kind", [2, "2", "SPAN_KIND_SERVER"])
def test_kinds_and_times_may_be_numbers_or_names(tmp_path: Path, kind: object) -> None:
    block = only(written(tmp_path, request(span(kind=kind, startTimeUnixNano=1714564800250000000))))
    assert (block.kinds, block.starts) == (("server",), (1714564800.25,))


@pytest.mark.parametrize(
    ("more", "failed", "message"),
    [
        ({"status": {"code": 2, "message": "refused"}}, True, "refused"),
        ({"status": {"code": "STATUS_CODE_ERROR"}}, True, ""),
        ({"status": {"code": 1, "message": "fine"}}, False, ""),
        ({"attributes": pairs(http__status_code=503)}, True, "HTTP 503"),
        ({"attributes": pairs(http__response__status_code="404")}, False, ""),
        (
            {
                "status": {"code": 2},
                "events": [{"attributes": pairs(exception__type="KeyError", exception__message="'x'")}],
            },
            True,
            "KeyError: 'x'",
        ),
    ],
)
def test_a_span_fails_by_its_status(tmp_path: Path, more: dict[str, Any], failed: bool, message: str) -> None:
    block = only(written(tmp_path, request(span(**more))))
    assert (block.errors, block.messages) == ((failed,), (message,))


@pytest.mark.parametrize(
    ("attributes", "peer"),
    [
        (pairs(server__address="store", server__port=80), "store"),
        (pairs(http__url="https://bank.example/pay"), "bank.example"),
        (pairs(db__system="postgresql", server__address="127.0.0.1"), "postgresql"),
        ([], ""),
    ],
)
def test_the_callee_is_named_where_the_span_says_it(tmp_path: Path, attributes: object, peer: str) -> None:
    assert only(written(tmp_path, request(span(attributes=attributes)))).peers == (peer,)


def test_a_server_span_names_no_callee(tmp_path: Path) -> None:
    assert only(written(tmp_path, request(span(kind=2)))).peers == ("",)


@pytest.mark.parametrize("message", ['said "no"', "kaputt: größer als 5", "two\nlines", ""])
def test_every_quote_stands_in_its_line(tmp_path: Path, message: str) -> None:
    file = written(tmp_path, request(span("b1"), span("b2", status={"code": 2, "message": message})))
    line = file.path.read_text("utf-8")
    assert all(quote and quote in line for quote in only(file).quotes)


def test_broken_lines_are_counted_and_the_others_kept(tmp_path: Path) -> None:
    whole = json.dumps(request(span()))
    block, gap = facts(written(tmp_path, whole, '{"resourceLogs": []}', "", whole, whole[: len(whole) // 2]))
    assert isinstance(block, SpanBlock)
    assert block.locators == ("spans.jsonl:1", "spans.jsonl:4")
    assert isinstance(gap, Gap)
    assert gap.why == "2 lines are no whole export request, the first is line 2"


def test_a_truncated_gzip_keeps_what_was_read_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "spans.jsonl.gz"
    lines = "".join(json.dumps(request(span(f"b{index}"))) + "\n" for index in range(500))
    packed = gzip.compress(lines.encode())
    path.write_bytes(packed[: len(packed) // 2])
    found = facts(File(path, "spans.jsonl.gz", sample(path)))
    assert isinstance(found[0], SpanBlock)
    assert any(isinstance(one, Gap) and "gzip" in one.why for one in found)


@pytest.mark.parametrize("name", ["spans.json", "spans.jsonl"])
@pytest.mark.parametrize("text", ["{", '{"resourceLogs": []}', "[1]", "[" * 100_000])
def test_a_file_without_any_request_is_an_error(tmp_path: Path, text: str, name: str) -> None:
    with pytest.raises(SourceError) as caught:
        facts(written(tmp_path, text, name=name))
    assert caught.value.hint


@pytest.mark.parametrize("odd", [None, 7, {}, {"spanId": "b", "traceId": "a", "startTimeUnixNano": "soon"}])
def test_spans_without_ids_or_times_are_left_out_and_said(tmp_path: Path, odd: object) -> None:
    block, gap = facts(written(tmp_path, request(odd, span())))
    assert isinstance(block, SpanBlock)
    assert block.span_ids == ("b1",)
    assert isinstance(gap, Gap)
    assert gap.why.startswith("1 spans")


def test_a_request_without_spans_is_a_gap(tmp_path: Path) -> None:
    assert [type(one) for one in facts(written(tmp_path, request()))] == [Gap]


@pytest.mark.parametrize("text", ["", "{}", '{"resourceLogs": []}', '{"msg": "scopeSpans"}'])
def test_other_files_are_left_to_others(tmp_path: Path, text: str) -> None:
    assert recognise(written(tmp_path, text)) == 0
