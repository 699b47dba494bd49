"""Providers on the loopback that stream a scripted reply, as Anthropic's and OpenAI's APIs describe it."""

import json
from collections.abc import Iterator

from tests.servers import Answering, Asked, Reply

STREAM = {"Content-Type": "text/event-stream"}


def anthropic_says(*pieces: str) -> Answering:
    """The Messages API (2023-06-01), streaming: one text block in so many pieces."""
    return lambda _: Reply(b"".join(_anthropic(pieces)), headers=STREAM)


def openai_says(*pieces: str) -> Answering:
    """Chat completions, streaming, usage in the last chunk."""
    return lambda _: Reply(b"".join(_openai(pieces)), headers=STREAM)


def prompt_of(asked: Asked) -> str:
    """Everything that was sent, as text."""
    return json.dumps(json.loads(asked.body), ensure_ascii=False)


def _anthropic(pieces: tuple[str, ...]) -> Iterator[bytes]:
    usage = {"input_tokens": 900, "output_tokens": 1}
    message = {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-haiku-4-5", "content": []}
    end = {"stop_reason": None, "stop_sequence": None}
    yield _event("message_start", {"message": {**message, **end, "usage": usage}})
    yield _event("content_block_start", {"index": 0, "content_block": {"type": "text", "text": ""}})
    for piece in pieces:
        yield _event("content_block_delta", {"index": 0, "delta": {"type": "text_delta", "text": piece}})
    yield _event("content_block_stop", {"index": 0})
    yield _event(
        "message_delta", {"delta": {"stop_reason": "end_turn", "stop_sequence": None}, "usage": {"output_tokens": 40}}
    )
    yield _event("message_stop", {})


def _event(kind: str, told: dict[str, object]) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **told})}\n\n".encode()


def _openai(pieces: tuple[str, ...]) -> Iterator[bytes]:
    for place, piece in enumerate(pieces):
        delta = {"role": "assistant", "content": piece} if place == 0 else {"content": piece}
        yield _chunk([{"index": 0, "delta": delta, "finish_reason": None}])
    yield _chunk([{"index": 0, "delta": {}, "finish_reason": "stop"}])
    yield _chunk([], {"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 940})
    yield b"data: [DONE]\n\n"


def _chunk(choices: list[object], usage: dict[str, int] | None = None) -> bytes:
    told = {
        "id": "c-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": choices,
        "usage": usage,
    }
    return f"data: {json.dumps(told)}\n\n".encode()
