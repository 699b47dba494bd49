"""Who calls: each request carries its caller and the time on the caller's clock, signed with the platform's key."""

from __future__ import annotations

import hashlib
import hmac
import os
import time

LEEWAY_S = 5
LIFETIME_S = 300
KEY = os.environ.get("SERVICE_KEY", "development").encode()


class RefusedError(Exception):
    """The caller cannot be let in, and why."""


def token_of(service: str) -> str:
    """Issued now, for one request."""
    body = f"{service}.{time.time():.3f}".encode().hex()
    return f"{body}.{signature(body)}"


def signature(body: str) -> str:
    return hmac.new(KEY, body.encode(), hashlib.sha256).hexdigest()[:32]


def caller(token: str) -> str:
    """The name in a token that is signed, and neither from the future nor too old."""
    body, _, signed = token.partition(".")
    if not hmac.compare_digest(signed, signature(body)):
        raise RefusedError("token signature is invalid")
    service, _, issued = bytes.fromhex(body).decode().partition(".")
    age = time.time() - float(issued)
    if age < -LEEWAY_S:
        raise RefusedError(f"token used before issued: iat is {-age:.1f} s ahead, leeway {LEEWAY_S} s")
    if age > LIFETIME_S:
        raise RefusedError(f"token is expired by {age - LIFETIME_S:.1f} s")
    return service
