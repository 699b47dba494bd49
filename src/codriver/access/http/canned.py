"""A client that asks nobody: the fake of the edge, for whoever tests a live connector."""

import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from codriver.access.http.answers import Answer
from codriver.access.http.client import Client


class Canned(Client):
    """Answers each path with the JSON that it was given for it; any other path is not there (404)."""

    def __init__(self, answers: Mapping[str, object]) -> None:
        """Path -> what it answers."""
        super().__init__("http://test")
        self._answers = answers

    def _asked(self, method: str, url: str, sent: bytes | None, needs: str, headers: dict[str, str]) -> Answer | None:
        del method, sent, needs, headers
        path = urlsplit(url).path
        return Answer(url, json.dumps(self._answers[path]).encode()) if path in self._answers else None
