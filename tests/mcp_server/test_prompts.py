from pathlib import Path

from mcp.client import Client
from tests.mcp_server.conftest import asked

from codriver.mcp_server.prompts import prompts


def test_the_prompts_of_the_work_can_be_picked_in_the_host(folder: Path) -> None:
    async def ask(client: Client) -> dict[str, str]:
        names = [prompt.name for prompt in (await client.list_prompts()).prompts]
        answers = {name: await client.get_prompt(name) for name in names}
        return {name: answer.messages[0].content.text for name, answer in answers.items()}  # type: ignore[union-attr]

    told = asked(folder, ask)
    assert list(told) == ["triage", "hand_over", "draft_update", "post_mortem"]
    assert len(told) == len(prompts())
    assert "triage_incident" in told["triage"]


def test_an_argument_goes_into_its_prompt(folder: Path) -> None:
    async def ask(client: Client) -> str:
        return (await client.get_prompt("draft_update", {"audience": "customers"})).messages[0].content.text  # type: ignore[union-attr]

    assert "for customers" in asked(folder, ask)
