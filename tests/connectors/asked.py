"""A connector asked over the loopback: what it makes of a vendor's answers, and what it asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import ModuleType
from typing import TypeVar

from tests.servers import Answering, Served, serving

from codriver.access.http.client import Client
from codriver.access.http.login import Login
from codriver.access.http.secret import Secret
from codriver.connectors import Source
from codriver.model import Change, Gap, Observation, Scope
from codriver.testing import ONSET

SCOPE = Scope(since=ONSET - timedelta(hours=1), until=ONSET + timedelta(minutes=10))
T = TypeVar("T")


class Told(list[object]):
    """What a connector said, and what the server was asked."""

    def __init__(self, items: list[object], server: Served) -> None:
        super().__init__(items)
        self.server = server

    def only(self, kind: type[T]) -> list[T]:
        return [item for item in self if isinstance(item, kind)]

    def changes(self) -> list[Change]:
        return self.only(Change)

    def observations(self) -> list[Observation]:
        return self.only(Observation)

    def gaps(self) -> list[Gap]:
        return self.only(Gap)


def told(connector: ModuleType, answering: Answering, scope: Scope = SCOPE, **settings: object) -> Told:
    """Everything that the connector fetches from a server that answers so."""
    with asking(connector, answering, **settings) as (source, server):
        return Told(list(connector.fetch(source, scope)), server)


@contextmanager
def asking(connector: ModuleType, answering: Answering, **settings: object) -> Iterator[tuple[Source, Served]]:
    login = Login(
        token=Secret("a-token"),
        header=getattr(connector, "AUTH", ("Authorization", "Bearer {token}")),
        plain=getattr(connector, "HEADERS", {}),
    )
    with serving(answering) as server:
        client = Client(server.url, login=login)
        yield Source(name=connector.NAME, now=ONSET, client=client, login=login, settings=settings), server
