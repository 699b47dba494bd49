"""One request to a model, streamed, within a deadline; the client's many errors in our words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
from pydantic_ai import ModelRequest, exceptions
from pydantic_ai.direct import model_request_stream
from pydantic_ai.messages import PartDeltaEvent, PartStartEvent, TextPart, TextPartDelta

from codriver.errors import ProviderError
from codriver.model import Prompt, Reply

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelResponse, ModelResponseStreamEvent
    from pydantic_ai.models import Model
    from pydantic_ai.settings import ModelSettings

    from codriver.llm import Hear

UNAUTHORISED, FORBIDDEN, NOT_FOUND, TOO_MANY, OVERLOADED = 401, 403, 404, 429, 529
_HINTS = {
    UNAUTHORISED: "the key is not accepted: check [model] key_env",
    FORBIDDEN: "the key may not use this model: check [model] name",
    NOT_FOUND: "no such model or address: check [model] name and url",
    TOO_MANY: "the provider limits the rate: wait, then ask again",
    OVERLOADED: "the provider is overloaded: wait, then ask again",
}


def need_key(key: str, usual: str) -> None:
    """Raises ProviderError when there is no key."""
    if not key:
        raise ProviderError("no key for the language model", hint=f'export {usual}, or set [model] key_env = "NAME"')


def asked(model: Model, settings: ModelSettings, prompt: Prompt, deadline_s: float, hear: Hear) -> Reply:
    """The model's reply to the prompt; `hear` gets each piece of it. Raises ProviderError."""
    limited: ModelSettings = {**settings, "max_tokens": prompt.most_tokens, "temperature": 0.0, "timeout": deadline_s}
    try:
        return _reply(anyio.run(_streamed, model, limited, prompt, deadline_s, hear))
    except TimeoutError as error:
        hint = "the answer without it stands; [model] deadline_s gives it longer"
        raise ProviderError(f"the language model did not answer within {deadline_s:g} s", hint=hint) from error
    except exceptions.ModelHTTPError as error:
        hint = _HINTS.get(error.status_code, "the provider has trouble: ask again later")
        raise ProviderError(f"the language model answered {error.status_code}", hint=hint) from error
    except (exceptions.AgentRunError, exceptions.UserError, ValueError) as error:
        hint = "is it running, and is [model] url its address?"
        raise ProviderError(f"the language model gave no answer: {type(error).__name__}", hint=hint) from error


async def _streamed(
    model: Model, settings: ModelSettings, prompt: Prompt, deadline_s: float, hear: Hear
) -> ModelResponse:
    said = f"{prompt.material}\n\n{prompt.question}" if prompt.material else prompt.question
    request = ModelRequest.user_text_prompt(said, instructions=prompt.rules)
    with anyio.fail_after(deadline_s):
        async with model, model_request_stream(model, [request], model_settings=settings) as stream:
            async for event in stream:
                hear(_piece(event))
            return stream.get()


def _piece(event: ModelResponseStreamEvent) -> str:
    match event:
        case PartStartEvent(part=TextPart(content=text)) | PartDeltaEvent(delta=TextPartDelta(content_delta=text)):
            return text
    return ""


def _reply(response: ModelResponse) -> Reply:
    text = "".join(part.content for part in response.parts if isinstance(part, TextPart))
    if not text.strip():
        raise ProviderError("the language model answered without words", hint="ask again, or try another model")
    used = response.usage
    return Reply(text=text, tokens_in=used.input_tokens, tokens_out=used.output_tokens, usd=_price(response))


def _price(response: ModelResponse) -> float | None:
    """What the reply cost by the library's price list; None for a model or server that it does not know."""
    try:
        return round(float(response.cost().total_price), 6)
    except (AssertionError, LookupError, ValueError):
        return None
