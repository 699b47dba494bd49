"""One request to one address that the configuration names: JSON over HTTPS, within a deadline, never redirected."""

import ipaddress
import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from codriver.errors import SourceError

TIMEOUT_S = 10.0
MOST_BYTES = 64 * 1024
_OK = range(200, 300)


def post(address: str, body: object, headers: Mapping[str, str], *, name: str, method: str = "POST") -> str:
    """The answer's text.

    Raises:
        SourceError: the address is not HTTPS (or loopback), nobody answers, or the answer is a refusal. Its words hold
            no address and no secret.
    """
    import httpx  # inside: every command reads the receivers, and few of them send

    _safe(address, name)
    wanted = {"Content-Type": "application/json", "User-Agent": "codriver", **headers}
    try:
        with httpx.Client(timeout=TIMEOUT_S, follow_redirects=False, trust_env=False) as client:
            answer = client.request(method, address, content=json.dumps(body), headers=wanted)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        why = type(error).__name__
        raise SourceError(f"{name}: no answer ({why})", hint="look whether it arrived before sending again") from error
    if answer.status_code not in _OK:
        hint = "check its URL and token in [outbox], and what the receiver allows"
        raise SourceError(f"{name}: refused with status {answer.status_code}", hint=hint)
    return answer.text[:MOST_BYTES]


def _safe(address: str, name: str) -> None:
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and _loopback(parts.hostname or "")):
        return
    raise SourceError(f"{name}: not an HTTPS address", hint="approved words and tokens travel encrypted only")


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
