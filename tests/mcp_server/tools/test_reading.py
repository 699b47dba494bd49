from pathlib import Path

from tests.mcp_server.conftest import Call

TRACE = (
    'Traceback (most recent call last):\n  File "/app/till.py", line 7, in pay\n    total[0]\nIndexError: list index\n'
)


def test_the_first_errors_name_the_service_that_saw_them(call: Call) -> None:
    told = call("read_logs", paths=["till.log"], since="2026-03-01T02:41:00Z").structured_content
    assert told is not None
    assert [row["service"] for row in told["rows"]] == ["till"]
    assert told["total"] == 1


def test_templates_come_by_the_page(call: Call, folder: Path) -> None:
    names = [f"{one}{two}" for one in "bcdfghjk" for two in "lmnpqrst"]
    lines = (f"2026-03-01T02:41:{n % 60:02}Z INFO {name}{name} {name}" for n, name in enumerate(names))
    (folder / "many.log").write_text("\n".join(lines))
    first = call("read_logs", paths=["many.log"], view="templates").structured_content
    assert first is not None
    assert len(first["rows"]) <= 25


def test_a_pasted_trace_tells_its_root_and_throw_site(call: Call) -> None:
    told = call("read_stacktrace", text=TRACE).structured_content
    assert told is not None
    assert (told["root"]["untrusted"]["type"], told["thrown_at"]["line"]) == ("IndexError", 7)


def test_without_a_text_and_a_path_the_hint_says_what_to_give(call: Call) -> None:
    refused = call("read_stacktrace")
    assert refused.is_error
    assert "hint: give the trace as text" in refused.content[0].text  # type: ignore[union-attr]


def test_changes_stand_on_a_timeline_and_can_be_filtered_by_kind(call: Call) -> None:
    told = call("list_changes", paths=["."]).structured_content
    assert told is not None
    assert [(row["service"], row["kind"], row["version"]) for row in told["rows"]] == [("till", "deploy", "v2")]
    none = call("list_changes", paths=["."], kind="flag").structured_content
    assert none is not None
    assert none["total"] == 0
