import json
from pathlib import Path

from mcp.client import Client
from tests.mcp_server.conftest import Call, asked

ROOT = Path(__file__).parents[2]


def read(folder: Path, uri: str) -> str:
    async def ask(client: Client) -> str:
        return (await client.read_resource(uri)).contents[0].text  # type: ignore[union-attr]

    return asked(folder, ask)


def test_the_glossary_is_that_of_the_docs(folder: Path) -> None:
    assert read(folder, "codriver://glossary") == (ROOT / "docs/glossary.md").read_text("utf-8")


def test_the_incident_says_where_it_stands(folder: Path, call: Call) -> None:
    told = call("triage_incident", paths=["."]).structured_content
    assert told is not None
    assert json.loads(read(folder, "codriver://incident"))["incident"]["id"] == told["incident"]["id"]


def test_the_runbooks_are_listed_with_their_outside_words_marked(folder: Path) -> None:
    (folder / "codriver.toml").write_text('[knowledge]\npaths = ["books"]\n')
    (folder / "books").mkdir()
    (folder / "books" / "reader.md").write_text("# Card reader is down\n\n## Fix\n\n```sh\nreader status\n```\n")
    told = json.loads(read(folder, "codriver://runbooks"))
    assert "Card reader is down" in json.dumps(told)
    assert "Card reader is down" in json.dumps([row.get("untrusted") for row in told["runbooks"]])
