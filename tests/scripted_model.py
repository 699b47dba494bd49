"""A model on loopback that says what it is told to: one tool call after the other, then a last word."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Event = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Use:
    """A call of a tool, by the name that the host gave it."""

    tool: str
    given: dict[str, Any]


def bash(command: str) -> Use:
    return Use("Bash", {"command": command, "description": "as told"})


@contextmanager
def scripted(uses: Sequence[Use]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The address of the model, and the requests of the conversation that reached it: its tools, messages, results."""
    heard: list[dict[str, Any]] = []

    class Model(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200)
            self.end_headers()

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            converses = "Bash" in tools(asked)  # the rest is small talk of the host: a title, a warm-up
            done = len(results(asked))
            use = uses[done] if converses and done < len(uses) else None
            if converses:
                heard.append(asked)
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            for name, told in reply(use, done):
                self.wfile.write(f"event: {name}\ndata: {json.dumps({'type': name, **told})}\n\n".encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def tools(asked: dict[str, Any]) -> set[str]:
    """The names of the tools that a request offers."""
    return {str(tool.get("name")) for tool in asked.get("tools", [])}


def results(asked: dict[str, Any]) -> list[str]:
    """What the calls so far gave, as text, in order."""
    found = [part for message in asked.get("messages", []) for part in parts(message)]
    return [text(part.get("content")) for part in found if part.get("type") == "tool_result"]


def text(content: str | list[dict[str, Any]] | None) -> str:
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content or [])


def parts(message: dict[str, Any]) -> list[dict[str, Any]]:
    content = message.get("content")
    return [part for part in content if isinstance(part, dict)] if isinstance(content, list) else []


def reply(use: Use | None, turn: int) -> Iterator[Event]:
    """One streamed message: a call, or `done`."""
    usage = {"input_tokens": 1, "output_tokens": 1}
    message: dict[str, Any] = {
        "id": f"msg_{turn}",
        "type": "message",
        "role": "assistant",
        "model": "scripted",
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": usage,
    }
    yield "message_start", {"message": message}
    if use:
        block: dict[str, Any] = {"type": "tool_use", "id": f"toolu_{turn:09}", "name": use.tool, "input": {}}
        delta = {"type": "input_json_delta", "partial_json": json.dumps(use.given)}
    else:
        block, delta = {"type": "text", "text": ""}, {"type": "text_delta", "text": "done"}
    yield "content_block_start", {"index": 0, "content_block": block}
    yield "content_block_delta", {"index": 0, "delta": delta}
    yield "content_block_stop", {"index": 0}
    yield (
        "message_delta",
        {"delta": {"stop_reason": "tool_use" if use else "end_turn", "stop_sequence": None}, "usage": usage},
    )
    yield "message_stop", {}
