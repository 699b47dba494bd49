"""The bank: somebody else's system. It answers, slowly or quickly, and tells us nothing more."""

from __future__ import annotations

import hashlib
import json
import os
import random
import ssl
import sys
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

mood: dict[str, float] = {"mean_s": 0.025, "share": 1.0, "errors": 0.004, "key_until": float("inf")}
LEEWAY_S = 5


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


def objection(token: str) -> str:
    """Why a caller is not served: its key has expired, or its clock is not ours."""
    if time.time() > mood["key_until"]:
        until = datetime.fromtimestamp(mood["key_until"], UTC).isoformat(timespec="seconds")
        return f"invalid API key: expired at {until}"
    issued = float(bytes.fromhex(token.partition(".")[0]).decode().partition(".")[2])
    off = abs(time.time() - issued)
    return f"RequestTimeTooSkewed: the request's time differs from ours by {off:.1f} s" if off > LEEWAY_S else ""


def as_server() -> ssl.SSLContext:
    """Read anew each time, as the certificate may have been replaced."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=os.environ["SSL_CERT_FILE"])
    context.load_cert_chain(os.environ["SERVER_CERTIFICATE"])
    context.verify_mode = ssl.CERT_REQUIRED
    context.num_tickets = 0  # callers take anything unasked for a goodbye
    return context


class Counter(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def setup(self) -> None:
        if "SERVER_CERTIFICATE" in os.environ:
            self.request = as_server().wrap_socket(self.request, server_side=True)
        super().setup()

    def do_POST(self) -> None:
        wanted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if reason := objection(self.headers["X-Service-Token"]):
            self.reply(401, {"error": reason})
            return
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
