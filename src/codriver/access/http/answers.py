"""What a server said, and the two ways to read it; what is no JSON says what it looks like instead."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from codriver.errors import SourceError

_PAGE = "is it behind a login page or a proxy? check `url`, and the token"
_CUT = "the server or a proxy cut it off: ask for less, or look at the proxy's limits"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. `url` is what a person would open: it holds no secret."""

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    def json(self, **how: Any) -> Any:
        """The body's JSON.

        Raises:
            SourceError: a web page, cut-off JSON or none at all.
        """
        try:
            return json.loads(self.body, **how)
        except RecursionError as error:
            raise SourceError(f"{self.url}: JSON nested too deeply", hint=_CUT) from error
        except ValueError as error:
            raise self._no_json(error) from error

    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def _no_json(self, error: ValueError) -> SourceError:
        start = self.body[:200].lstrip()
        if start.startswith(b"<"):
            return SourceError(f"{self.url}: answered with a web page, not with JSON", hint=_PAGE)
        if start[:1] in (b"{", b"["):
            return SourceError(f"{self.url}: its JSON is broken off or malformed: {_short(error)}", hint=_CUT)
        return SourceError(f"{self.url}: answered with something that is no JSON", hint=_PAGE)


def _short(error: ValueError) -> str:
    return f"{error.msg} at character {error.pos}" if isinstance(error, json.JSONDecodeError) else "not UTF-8"
