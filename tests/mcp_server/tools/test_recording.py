from pathlib import Path

from tests.mcp_server.conftest import Call, asked


def test_a_note_is_kept_and_marked_as_a_models(call: Call) -> None:
    call("triage_incident", paths=["."])
    call("add_note", text="the card reader is new")
    told = call("read_timeline").structured_content
    assert told is not None
    note = told["rows"][-1]
    assert note["kind"] == "note"
    assert note["untrusted"]["by"].startswith("a model, for ")
    assert "the card reader is new" in note["untrusted"]["says"]


def test_checks_come_with_where_the_incident_stands(call: Call) -> None:
    call("triage_incident", paths=["."])
    told = call("list_checks").structured_content
    assert told is not None
    assert told["incident"]["status"] == "investigating"
    assert all(check["id"].startswith("chk-") or check["id"] for check in told["checks"])


def test_without_an_incident_the_hint_says_how_to_open_one(call: Call) -> None:
    refused = call("list_checks")
    assert refused.is_error
    assert "hint: " in refused.content[0].text  # type: ignore[union-attr]


def test_the_same_note_twice_is_two_rows_and_no_tool_that_records_says_otherwise(call: Call, folder: Path) -> None:
    call("triage_incident", paths=["."])
    for _ in range(2):
        call("add_note", text="the card reader is new")
    told = call("read_timeline").structured_content
    assert told is not None
    assert [row["kind"] for row in told["rows"]].count("note") == 2
    notes = {tool.name: tool.annotations for tool in asked(folder, lambda client: client.list_tools()).tools}
    assert not [name for name, note in notes.items() if note and not note.read_only_hint and note.idempotent_hint]
