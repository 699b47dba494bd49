"""What a server said, and the two ways to read it; what is no JSON says what it looks like instead."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from codriver.access.http.places import place
from codriver.errors import SourceError
from codriver.model import Citation, Ref

_PAGE = "is it behind a login page or a proxy? check `url`, and the token"
_OTHER = "is `url` the right system, of a version that the source's page names?"
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
            raise SourceError(f"JSON nested too deeply ({place(self.url)})", hint=_CUT) from error
        except ValueError as error:
            raise self._no_json(error) from error

    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def table(self) -> dict[str, Any]:
        """The body as a JSON object.

        Raises:
            SourceError: it is none.
        """
        found = self.json()
        if not isinstance(found, dict):
            raise SourceError(f"answered with another thing than was asked for ({place(self.url)})", hint=_OTHER)
        return found

    def rows(self, key: str = "") -> list[dict[str, Any]]:
        """The objects of the list that the body is, or that stands under `key`.

        Raises:
            SourceError: there is no list.
        """
        found = self.table().get(key) if key else self.json()
        if not isinstance(found, list):
            raise SourceError(f"answered with another thing than was asked for ({place(self.url)})", hint=_OTHER)
        return [one for one in found if isinstance(one, dict)]

    def cite(self, source: str, pointer: str, *words: object) -> Citation:
        """A citation of this answer: the first of the words that stands in it as spelt, or its address."""
        text = self.text()
        for word in words:
            for spelt in (str(word), json.dumps(str(word))[1:-1], json.dumps(str(word), ensure_ascii=False)[1:-1]):
                if word and spelt and spelt in text:
                    return Citation(Ref(source, f"{self.url}#{pointer}"), spelt)
        return Citation(Ref(source, self.url), text[:80])

    def _no_json(self, error: ValueError) -> SourceError:
        start = self.body[:200].lstrip()
        if start.startswith(b"<"):
            return SourceError(f"answered with a web page, not with JSON ({place(self.url)})", hint=_PAGE)
        if start[:1] in (b"{", b"["):
            return SourceError(f"its JSON is broken off or malformed: {_short(error)} ({place(self.url)})", hint=_CUT)
        return SourceError(f"answered with something that is no JSON ({place(self.url)})", hint=_PAGE)


def _short(error: ValueError) -> str:
    return f"{error.msg} at character {error.pos}" if isinstance(error, json.JSONDecodeError) else "not UTF-8"
