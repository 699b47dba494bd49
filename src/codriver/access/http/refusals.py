"""Why a server did not answer, in words, and who can mend it: one sentence a kind of refusal."""

from collections.abc import Mapping

from codriver.access.http.places import place
from codriver.errors import SourceError

LOGIN_EXPIRED, FORBIDDEN, ABSENT, SLOW_DOWN, TOO_LARGE = 401, 403, 404, 429, 413
AGAIN = frozenset({429, 500, 502, 503, 504})  # may go better a moment later

_HINTS = {
    400: "its version may not know this question: the source's page in the docs names those that do",
    404: "is the path in `url` right, and does this version have that API?",
    405: "a proxy in between does not let this method pass",
    413: "ask for less: a shorter time, or a narrower selection in the source's settings",
    422: "the question is not valid there: check the source's settings",
    429: "its rate limit is used up: wait, or use a token of its own for codriver",
    500: "look at the server's own log; `codriver triage` goes on without it",
    502: "the proxy answers, the server behind it does not",
    503: "the server is overloaded or starting",
    504: "the server behind the proxy is too slow: ask for a shorter time",
}


def refusal(status: int, url: str, needs: str, headers: Mapping[str, str], *, logged_in: bool) -> SourceError:
    """The error for a status that is no success. `needs` is the permission that this question takes."""
    wanted = f"it needs {needs}" if needs else "see the source's page in the docs for what it needs"
    if status == LOGIN_EXPIRED:
        had = "the token is wrong or has expired" if logged_in else "no token was sent: set token_env or token_file"
        return SourceError(f"not let in (401) ({place(url)})", hint=f"{had}; {wanted}")
    if status == FORBIDDEN:
        return SourceError(f"the token may not read this (403) ({place(url)})", hint=wanted)
    if status == SLOW_DOWN:
        wait = headers.get("retry-after", "")
        return SourceError(f"too many questions (429){_wait(wait)} ({place(url)})", hint=_HINTS[429])
    hint = _HINTS.get(status, "check `url` in codriver.toml")
    return SourceError(f"answered {status} ({place(url)})", hint=hint)


def _wait(header: str) -> str:
    return f", it asks to wait {header[:20]} s" if header.isdigit() else ""
