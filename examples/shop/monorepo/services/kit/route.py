"""Requests, answers, and which function answers what."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any


class RequestError(Exception):
    """The caller asked for something that we cannot give."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Request:
    """One question."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    traceparent: str
    token: str
    over_limit: bool
    abandoned: Callable[[], bool]
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What we say to it."""

    status: int
    body: Any


Act = Callable[[Request], Any]


@dataclass(frozen=True)
class Route:
    """A method and a path such as /products/{id}, and what answers it."""

    method: str
    path: str
    act: Act

    def bound(self, request: Request) -> Request | None:
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path)
        match = re.fullmatch(pattern, request.path)
        if request.method != self.method or not match:
            return None
        return replace(request, params=match.groupdict())
