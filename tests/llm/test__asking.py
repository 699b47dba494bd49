"""Real clients (`_asking`) against scripted providers: what they send, what they make of replies and refusals."""

import pytest
from tests.llm.stubs import anthropic_says, openai_says, prompt_of
from tests.servers import Answering, Reply, as_json, serving

from codriver.errors import ProviderError
from codriver.llm import Model, anthropic, none, openai_compatible
from codriver.model import Prompt

KEY = "sk-test-0123456789"
PROMPT = Prompt(rules="Be brief.", material="MATERIAL\n[f-1] till is slow", question="Why?", most_tokens=77)


def connect(provider: str, url: str) -> Model:
    if provider == "anthropic":
        return anthropic.connect("claude-haiku-4-5", url, KEY)
    return openai_compatible.connect("m", f"{url}/v1", KEY)


BOTH = pytest.mark.parametrize(
    ("provider", "says"), [("anthropic", anthropic_says), ("openai_compatible", openai_says)]
)


@BOTH
def test_the_reply_is_heard_piece_by_piece_and_its_tokens_are_counted(provider: str, says: object) -> None:
    heard: list[str] = []
    with serving(says("It is ", "slow.")) as server:  # type: ignore[operator]
        reply = connect(provider, server.url)(PROMPT, 20, heard.append)
    assert reply.text == "It is slow."
    assert [piece for piece in heard if piece] == ["It is ", "slow."]
    assert (reply.tokens_in, reply.tokens_out) == (900, 40)


@BOTH
def test_rules_material_and_question_are_sent_and_the_length_is_bounded(provider: str, says: object) -> None:
    with serving(says("Yes.")) as server:  # type: ignore[operator]
        connect(provider, server.url)(PROMPT, 20, lambda _: None)
        sent = prompt_of(server.asked[0])
    assert all(part in sent for part in ("Be brief.", "till is slow", "Why?", "77"))
    assert KEY not in sent


def test_the_rules_are_marked_for_the_providers_cache() -> None:
    with serving(anthropic_says("Yes.")) as server:
        connect("anthropic", server.url)(PROMPT, 20, lambda _: None)
        assert "cache_control" in prompt_of(server.asked[0])


def refused(status: int) -> Answering:
    return lambda _: as_json(
        {"error": {"type": "x", "message": "no"}}, status=status, headers={"x-should-retry": "false"}
    )


@pytest.mark.parametrize("provider", ["anthropic", "openai_compatible"])
@pytest.mark.parametrize(
    ("answering", "why"),
    [
        (refused(401), "key_env"),
        (refused(404), "name and url"),
        (refused(429), "rate"),
        (refused(500), "ask again later"),
        (lambda _: Reply(b"<html>Bad gateway</html>", headers={"Content-Type": "text/html"}), "address"),
        (lambda _: Reply(b"", headers={"Content-Type": "text/event-stream"}), ""),
    ],
)
def test_a_provider_that_refuses_or_talks_nonsense_is_an_error_with_a_hint(
    provider: str, answering: Answering, why: str
) -> None:
    with serving(answering) as server, pytest.raises(ProviderError) as caught:
        connect(provider, server.url)(PROMPT, 20, lambda _: None)
    assert why in caught.value.hint
    assert KEY not in f"{caught.value.message} {caught.value.hint}"


@pytest.mark.parametrize("provider", ["anthropic", "openai_compatible"])
def test_one_that_hangs_ends_at_the_deadline(provider: str) -> None:
    with serving(lambda _: Reply(hang=True)) as server, pytest.raises(ProviderError, match=r"within 0\.5 s|no answer"):
        connect(provider, server.url)(PROMPT, 0.5, lambda _: None)


def test_an_empty_reply_is_no_answer() -> None:
    with serving(openai_says("  ")) as server, pytest.raises(ProviderError, match="without words"):
        connect("openai_compatible", server.url)(PROMPT, 20, lambda _: None)


def test_without_a_key_nothing_is_sent() -> None:
    with pytest.raises(ProviderError) as caught:
        anthropic.connect("claude-haiku-4-5", "", "")
    assert "ANTHROPIC_API_KEY" in caught.value.hint


def test_none_says_how_to_have_one() -> None:
    with pytest.raises(ProviderError) as caught:
        none.connect("", "", "")(PROMPT, 1, lambda _: None)
    assert "[model] provider" in caught.value.hint
