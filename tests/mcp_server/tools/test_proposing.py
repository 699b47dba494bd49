import pytest
from tests.mcp_server.conftest import Call


@pytest.fixture(autouse=False)
def triaged(call: Call) -> None:
    call("triage_incident", paths=["."])


@pytest.mark.usefixtures("triaged")
def test_a_command_becomes_a_card_and_nothing_more(call: Call) -> None:
    back = "kubectl rollout undo deploy/till"
    undo = {"command": back, "target": "till", "rollback": back}
    told = call("propose_remedy", **undo, watch="errors of till").structured_content
    assert told is not None
    assert "kubectl rollout undo deploy/till" in str(told)
    lines = call("read_timeline").structured_content
    assert lines is not None
    assert "confirmation" not in [row["kind"] for row in lines["rows"]]


@pytest.mark.usefixtures("triaged")
def test_without_a_command_the_known_remedies_are_listed(call: Call) -> None:
    told = call("propose_remedy")
    assert not told.is_error


@pytest.mark.usefixtures("triaged")
def test_words_are_drafted_from_the_record_and_wait_for_a_person(call: Call) -> None:
    told = call("draft_words", form="handoff").structured_content
    assert told is not None
    assert (told["kind"], told["version"]) == ("handoff", 1)
    assert "approved_by" not in told
