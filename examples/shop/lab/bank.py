"""The bank: somebody else's system. It answers, slowly or quickly, and tells us nothing more."""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

mood: dict[str, float] = {"mean_s": 0.025, "share": 1.0, "errors": 0.004}


def obey() -> None:
    for line in sys.stdin:
        mood.update(json.loads(line))
    os._exit(0)


def verdict(wanted: dict[str, Any]) -> dict[str, str]:
    reference = hashlib.sha256(wanted["key"].encode()).hexdigest()[:12]
    if wanted["card"].startswith("4000"):
        return {"status": "declined", "reason": "insufficient funds"}
    if wanted["card"].startswith("37"):
        return {"status": "authorized"}  # this scheme sends its reference with the settlement
    return {"status": "authorized", "reference": reference}


class Counter(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_POST(self) -> None:
        wanted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        slow = random.random() < mood["share"]
        time.sleep(random.lognormvariate(0, 0.35) * (mood["mean_s"] if slow else 0.025))
        if random.random() < mood["errors"]:
            self.reply(503, {"error": "service temporarily unavailable"})
        else:
            self.reply(200, verdict(wanted))

    def reply(self, status: int, body: dict[str, str]) -> None:
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_: Any) -> None:
        """What the bank logs, we do not see."""


class Bank(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    allow_reuse_port = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hung up is no news."""


if __name__ == "__main__":
    threading.Thread(target=obey, daemon=True).start()
    Bank(("127.0.0.1", int(os.environ["PORT"])), Counter).serve_forever()
