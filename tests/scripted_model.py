"""A model on loopback that says what it is told to: one command after the other, then a last word."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Event = tuple[str, dict[str, Any]]


@contextmanager
def scripted(commands: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The address of the model, and what it is given back (tool results and the texts of the session's start)."""
    heard: list[str] = []

    class Model(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200)
            self.end_headers()

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            results = [
                part
                for message in asked.get("messages", [])
                for part in parts(message)
                if part.get("type") == "tool_result"
            ]
            heard.append(json.dumps(asked.get("messages", [])))
            tools = {tool.get("name") for tool in asked.get("tools", [])}
            command = commands[len(results)] if "Bash" in tools and len(results) < len(commands) else ""
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            for name, told in reply(command, len(heard)):
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


def parts(message: dict[str, Any]) -> list[dict[str, Any]]:
    content = message.get("content")
    return [part for part in content if isinstance(part, dict)] if isinstance(content, list) else []


def reply(command: str, turn: int) -> Iterator[Event]:
    """One streamed message: a command, or `done`."""
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
    if command:
        block: dict[str, Any] = {
            "type": "tool_use",
            "id": f"toolu_{turn:09}",
            "name": "Bash",
            "input": {},
        }
        delta = {"type": "input_json_delta", "partial_json": json.dumps({"command": command, "description": "as told"})}
    else:
        block, delta = {"type": "text", "text": ""}, {"type": "text_delta", "text": "done"}
    yield "content_block_start", {"index": 0, "content_block": block}
    yield "content_block_delta", {"index": 0, "delta": delta}
    yield "content_block_stop", {"index": 0}
    yield (
        "message_delta",
        {"delta": {"stop_reason": "tool_use" if command else "end_turn", "stop_sequence": None}, "usage": usage},
    )
    yield "message_stop", {}
