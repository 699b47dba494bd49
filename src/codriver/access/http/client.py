"""One origin asked over HTTP: within a deadline, again where it is safe, page by page, and never anybody else.

What it is not: a general client. It follows no redirect to another host, reads no proxy or netrc from the environment,
and cannot change anything anywhere.
"""

import email.utils
import json
import logging
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlencode, urljoin, urlsplit

import httpx

from codriver.access.http.answers import Answer
from codriver.access.http.bodies import Slow, body_of
from codriver.access.http.bounds import Bounds
from codriver.access.http.deadline import Deadline
from codriver.access.http.kept import Kept
from codriver.access.http.login import Login
from codriver.access.http.pauses import pause
from codriver.access.http.places import place
from codriver.access.http.refusals import ABSENT, AGAIN, refusal
from codriver.access.http.secret import scrubbed
from codriver.access.http.wire import open_client, trouble
from codriver.errors import SourceError

log = logging.getLogger(__name__)
logging.getLogger("httpx").setLevel(logging.WARNING)  # it tells whole addresses

Headers = Mapping[str, str]
NO_HEADERS: Headers = {}
Params = Mapping[str, object] | tuple[tuple[str, str], ...]
_MOVED = frozenset({301, 302, 303, 307, 308})
_OK, _SPARE_S = 200, 0.05


class Client:
    """Questions to one origin. `url` may have a path that stands before every path asked for."""

    def __init__(
        self,
        url: str,
        *,
        login: Login | None = None,
        deadline: Deadline | None = None,
        bounds: Bounds | None = None,
        kept: Kept | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """Raises SourceError when `url` is no address of a web server."""
        self.url = url.rstrip("/")
        self.skew: float | None = None
        self.answered = 0
        self._login = login or Login()
        self._deadline = deadline or Deadline.within(30)
        self._bounds = bounds or Bounds()
        self._kept = kept
        self._wait = wait
        self._origin = _origin(self.url)
        self._wire = open_client(self._login, tls=self._origin[0] == "https")
        weakref.finalize(self, self._wire.close)

    def get(self, path: str, params: Params = (), *, needs: str = "", headers: Headers = NO_HEADERS) -> Answer:
        """The answer to one question; `needs` names the permission it takes, for the hint when that is missing.

        Raises:
            SourceError: no whole answer came, with the reason and who can mend it.
        """
        answer = self.maybe(path, params, needs=needs, headers=headers)
        if answer is None:
            raise refusal(ABSENT, self._shown(self._address(path, params)), needs, {}, logged_in=True)
        return answer

    def maybe(self, path: str, params: Params = (), *, needs: str = "", headers: Headers = NO_HEADERS) -> Answer | None:
        """The same, and None where the server has no such thing (404)."""
        return self._asked("GET", self._address(path, params), None, needs, dict(headers))

    def search(self, path: str, body: object, *, needs: str = "", params: Params = ()) -> Answer:
        """A POST to an API that only reads (a search), asked and told like any other question."""
        sent = json.dumps(body, sort_keys=True).encode()
        url = self._address(path, params)
        answer = self._asked("POST", url, sent, needs, {"content-type": "application/json"})
        if answer is None:
            raise refusal(ABSENT, self._shown(url), needs, {}, logged_in=True)
        return answer

    def pages(self, path: str, params: Params = (), *, needs: str = "") -> Iterator[Answer]:
        """An answer and those that its `Link: <...>; rel="next"` leads to, as many as the bounds allow.

        The last one has a header `x-codriver-more` when pages were left unread.
        """
        url = self._address(path, params)
        for number in range(1, self._bounds.max_pages + 1):
            answer = self._asked("GET", url, None, needs, {})
            if answer is None:
                raise refusal(ABSENT, self._shown(url), needs, {}, logged_in=True)
            following = _following(answer.headers.get("link", ""))
            if following and number == self._bounds.max_pages:
                answer = Answer(answer.url, answer.body, {**answer.headers, "x-codriver-more": "1"})
            yield answer
            if not following:
                return
            url = self._ours(urljoin(url, following))

    def scrub(self, text: str) -> str:
        """The text without any secret of this source."""
        return scrubbed(text, self._login.secrets())

    def _address(self, path: str, params: Params) -> str:
        pairs = tuple((k, str(v)) for k, v in params.items()) if isinstance(params, Mapping) else params
        address = self._ours(path if "://" in path else f"{self.url}/{path.lstrip('/')}")
        return f"{address}?{urlencode(pairs)}" if pairs else address

    def _ours(self, url: str) -> str:
        if _origin(url) != self._origin:
            raise SourceError(
                f"leads to another host: {_host(url)} ({place(self._shown(self.url))})",
                hint="only configured hosts are asked: set `url` to the address that answers itself, and its token",
            )
        return url

    def _shown(self, url: str) -> str:
        return self.scrub(url)

    def _asked(self, method: str, url: str, sent: bytes | None, needs: str, headers: dict[str, str]) -> Answer | None:
        question = f"{method} {url} {(sent or b'').decode()} {headers.get('accept', '')}"
        kept = self._kept.get(question) if self._kept else None
        if kept is not None:
            self.answered += 1
            return Answer(self._shown(url), kept)
        try:
            answer = self._with_retries(method, url, sent, needs, headers)
        except SourceError as error:
            raise SourceError(self.scrub(error.message), hint=self.scrub(error.hint)) from None
        if answer is not None:
            self.answered += 1
            self._keep(question, answer)
        return answer

    def _keep(self, question: str, answer: Answer) -> None:
        if self._kept and "link" not in answer.headers:  # a kept page would forget the way to the next one
            try:
                self._kept.put(question, answer.body)
            except OSError as error:
                log.debug("answers cannot be kept: %s", error)

    def _with_retries(
        self, method: str, url: str, sent: bytes | None, needs: str, headers: dict[str, str]
    ) -> Answer | None:
        for attempt in range(1, self._bounds.retries + 2):
            last = attempt > self._bounds.retries
            try:
                status, answer = self._once(method, url, sent, headers)
            except (httpx.HTTPError, Slow, OSError) as error:
                wait = pause(attempt, {})
                if last or isinstance(error, Slow | httpx.TimeoutException) or wait > self._deadline.left:
                    raise trouble(error, self._shown(url), self._deadline) from error
                self._wait(wait)
                continue
            if status == _OK:
                return answer
            if status == ABSENT:
                return None
            wait = pause(attempt, answer.headers)
            if status not in AGAIN or last or wait >= self._deadline.left - _SPARE_S:
                logged_in = bool(self._login.headers())
                raise refusal(status, self._shown(url), needs, answer.headers, logged_in=logged_in)
            self._wait(wait)
        raise AssertionError  # the last attempt returned or raised

    def _once(self, method: str, url: str, sent: bytes | None, headers: dict[str, str]) -> tuple[int, Answer]:
        """One attempt, over redirects within the origin."""
        for _ in range(self._bounds.redirects + 1):
            left = self._deadline.left
            if left <= 0:
                raise Slow
            timeout = httpx.Timeout(left, connect=min(left, self._bounds.connect_s))
            with self._wire.stream(method, url, content=sent, headers=headers, timeout=timeout) as reply:
                self._look_at_clock(reply.headers.get("date", ""))
                if reply.status_code not in _MOVED:
                    return self._read(reply, url)
                url = self._ours(urljoin(url, reply.headers.get("location", "")))
        raise SourceError(
            f"redirects in a circle ({place(self._shown(url))})", hint="set `url` to the address that answers itself"
        )

    def _read(self, reply: httpx.Response, url: str) -> tuple[int, Answer]:
        told = {name.lower(): value for name, value in reply.headers.items()}
        if not reply.is_success:
            return reply.status_code, Answer(self._shown(url), b"", told)
        encoding = told.get("content-encoding", "").strip().lower()
        body = body_of(reply.iter_raw(), encoding, self._bounds.max_bytes, self._deadline, self._shown(url))
        return _OK, Answer(self._shown(url), body, told)

    def _look_at_clock(self, date: str) -> None:
        """How many seconds the server's clock is ahead of ours; the first answer that says so counts."""
        if self.skew is None and date:
            try:
                self.skew = email.utils.parsedate_to_datetime(date).timestamp() - time.time()
            except (TypeError, ValueError):
                log.debug("a Date header that is none")


def _origin(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SourceError(f"`{url[:200]}` is no address of a web server", hint="write url = 'https://host:port'")
    return parts.scheme, parts.hostname.lower(), port or (443 if parts.scheme == "https" else 80)


def _host(url: str) -> str:
    return (urlsplit(url).netloc.rpartition("@")[2] or url)[:100]


def _following(link: str) -> str:
    """The address of a `Link` header's `next`, and "" without one."""
    for part in link.split(","):
        address, _, rest = part.strip().partition(">")
        if 'rel="next"' in rest.replace(" ", "") and address.startswith("<"):
            return address[1:]
    return ""
