import subprocess
from pathlib import Path

from tests.mcp_server.conftest import Call


def test_services_come_with_the_source_of_each_edge(call: Call, folder: Path) -> None:
    (folder / "docker-compose.yml").write_text("services:\n  till:\n    depends_on: [ledger]\n  ledger: {}\n")
    told = call("list_services", paths=["."]).structured_content
    assert told is not None
    assert {"till", "ledger"} <= {service["name"] for service in told["services"]}
    assert [(edge["caller"], edge["callee"]) for edge in told["edges"]] == [("till", "ledger")]


def test_callers_of_a_function_are_found_with_how_sure_each_is(call: Call, folder: Path) -> None:
    (folder / "till.py").write_text("def pay(): ...\n\n\ndef sell():\n    pay()\n")
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(folder), *words], check=True)
    told = call("find_code", question="callers", symbol="pay").structured_content
    assert told is not None
    assert [(site["file"], site["line"], site["tier"]) for site in told["sites"]] == [("till.py", 5, "certain")]
