import json
from pathlib import Path

from tests.mcp_server.conftest import ORDER, Call


def test_the_answer_is_ranked_cited_and_says_what_was_not_seen(call: Call) -> None:
    told = call("triage_incident", paths=["."]).structured_content
    assert told is not None
    assert told["outcome"] in ("leading", "undetermined")
    assert told["hypotheses"][0]["suspect"] == "till"
    assert {cite for one in told["hypotheses"][0]["evidence"] for cite in one["cites"]} <= told["citations"].keys()
    assert told["gaps"]


def test_an_order_in_a_log_line_stands_only_where_it_is_called_untrusted(call: Call) -> None:
    told = call("triage_incident", paths=["."]).structured_content
    assert ORDER in json.dumps(told)

    def without(value: object) -> object:
        if isinstance(value, dict):
            return {key: without(item) for key, item in value.items() if key != "untrusted"}
        return [without(item) for item in value] if isinstance(value, list) else value

    assert ORDER not in json.dumps(without(told))


def test_a_citation_can_be_opened(call: Call) -> None:
    told = call("triage_incident", paths=["."]).structured_content
    assert told is not None
    id_ = next(iter(told["citations"]))
    shown = call("show_source", id=id_).structured_content
    assert shown is not None
    assert (shown["id"], shown["kind"]) == (id_, "citation")
    assert "quote" in shown["untrusted"]


def test_a_secret_in_a_log_does_not_reach_the_host(call: Call, folder: Path) -> None:
    (folder / "vault.log").write_text("2026-03-01T02:41:12Z ERROR vault: login failed password=hunter2hunter2\n" * 30)
    told = call("read_logs", paths=["vault.log"], view="templates").structured_content
    assert "login failed" in json.dumps(told)
    assert "hunter2" not in json.dumps(told)
