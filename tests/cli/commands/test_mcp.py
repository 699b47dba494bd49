import pytest

from codriver.cli import main


@pytest.mark.parametrize("address", ["8800", "localhost:", "localhost:http", "127.0.0.1:0", "127.0.0.1:70000"])
def test_an_address_that_is_none_is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mcp", "--http", address]) == 2
    assert "hint: write HOST:PORT" in capsys.readouterr().err


@pytest.mark.parametrize(("token", "why"), [("", "not set"), ("short", "too short")])
def test_http_needs_a_token_of_some_length(
    token: str, why: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODRIVER_MCP_TOKEN", token)
    assert main(["mcp", "--http", "127.0.0.1:8800"]) == 2
    said = capsys.readouterr().err
    assert why in said
    assert "openssl rand" in said
    assert token == "" or token not in said.replace("too short", "")
