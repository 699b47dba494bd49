"""The connection itself: TLS as configured, nothing taken from the environment, and what went wrong in words."""

import re
import ssl
from functools import cache

import httpx

from codriver.access.http.bodies import Slow
from codriver.access.http.deadline import Deadline
from codriver.access.http.login import Login
from codriver.access.http.places import place
from codriver.errors import SourceError

_AGENT = "codriver (read-only; incident triage)"


def open_client(login: Login, *, tls: bool) -> httpx.Client:
    """A client that follows nothing by itself and sends what the login says.

    Raises:
        SourceError: a certificate file or the proxy cannot be used.
    """
    headers = {"user-agent": _AGENT, "accept-encoding": "gzip", "accept": "application/json", **login.sent()}
    verify = _tls(login) if tls else False
    try:
        return httpx.Client(
            headers=headers, follow_redirects=False, trust_env=False, verify=verify, proxy=login.proxy or None
        )
    except ValueError as error:
        raise SourceError(f"`{login.proxy}` is no proxy: {error}", hint="proxy = 'http://host:port'") from error


@cache
def _usual_trust() -> ssl.SSLContext:
    """The well-known authorities; reading them takes long enough to do it once."""
    return httpx.create_ssl_context()


def _tls(login: Login) -> ssl.SSLContext:
    if login.ca_file is None and login.cert_file is None:
        return _usual_trust()
    try:
        context = ssl.create_default_context(cafile=login.ca_file)
        if login.cert_file:
            context.load_cert_chain(login.cert_file, login.key_file)
    except (OSError, ssl.SSLError) as error:
        hint = "check ca_file, cert_file and key_file: PEM files that this user can read"
        raise SourceError(f"the certificate files cannot be used: {error}", hint=hint) from error
    return context


def trouble(error: Exception, url: str, deadline: Deadline) -> SourceError:
    """What a failed connection means for a person."""
    if isinstance(error, httpx.ConnectTimeout):
        return SourceError(f"cannot be reached ({place(url)})", hint="is the network, VPN or port-forward up?")
    if isinstance(error, Slow | httpx.TimeoutException):
        said = "did not answer in time" if deadline.over else "stopped answering"
        return SourceError(f"{said} ({place(url)})", hint="ask for a shorter time, or raise deadline_s under [sources]")
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return SourceError(
            f"its certificate is not trusted ({place(url)})", hint="set ca_file to your organisation's CA"
        )
    if isinstance(error, httpx.ConnectError):
        return SourceError(
            f"cannot be reached: {_why(error)} ({place(url)})",
            hint="is it up, and are `url`, VPN and port-forward right?",
        )
    return SourceError(
        f"the connection broke: {type(error).__name__} ({place(url)})",
        hint="a proxy or the server closed it: ask again",
    )


def _why(error: Exception) -> str:
    return re.sub(r"^\[Errno -?\d+\] ", "", str(error)) or type(error).__name__
