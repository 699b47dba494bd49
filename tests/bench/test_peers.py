"""A peer is asked as an editor would ask it; what it leaves out or does not answer counts as it is."""

import sys
from pathlib import Path

from bench.codebases.language_server import LanguageServer

SERVER = """
import json, sys
def heard():
    length = 0
    while (line := sys.stdin.buffer.readline().strip()) or not length:
        if not line and not length: raise SystemExit
        length = int(line.partition(b":")[2])
    return json.loads(sys.stdin.buffer.read(length))
def say(message):
    body = json.dumps(message).encode()
    sys.stdout.buffer.write(b"Content-Length: %d\\r\\n\\r\\n" % len(body) + body)
    sys.stdout.buffer.flush()
while True:
    asked = heard()
    if asked.get("method") == "initialize":
        say({"id": 7, "method": "workspace/configuration", "params": {"items": [1]}})
        assert heard()["result"] == [None]
        say({"id": asked["id"], "result": {}})
    elif asked.get("method") == "textDocument/references":
        uri = asked["params"]["textDocument"]["uri"]
        where = {"start": asked["params"]["position"]}
        say({"id": asked["id"], "result": [{"uri": uri, "range": where}, {"uri": "file:///else", "range": where}]})
"""


def test_a_server_is_asked_for_references_and_answers_what_it_needs_to_know(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f(): ...\n")
    with LanguageServer([sys.executable, "-c", SERVER], tmp_path) as server:
        assert server.references("a.py", 1, 4) == {("a.py", 1)}


def test_a_server_that_dies_answers_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f(): ...\n")
    with LanguageServer([sys.executable, "-c", "raise SystemExit"], tmp_path) as server:
        assert server.references("a.py", 1, 4) == set()
