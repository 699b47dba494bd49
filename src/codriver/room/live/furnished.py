"""What codriver.toml says of a running system, made ready to be asked: connector, client, settings checked."""

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from codriver.connectors import Source
from codriver.errors import ConfigError, SourceError
from codriver.model import Gap, Matters
from codriver.room.live.at_once import at_once
from codriver.room.request import LiveSource

if TYPE_CHECKING:
    from codriver.access.http.client import Client
    from codriver.access.http.deadline import Deadline

MUCH = frozenset({"logs", "metrics", "traces", "deploys"})
SKEW_S = 60.0
FOLDER = "live"  # in the state folder


@dataclass(frozen=True, slots=True)
class Furnished:
    """A running system ready to be asked; `trouble` says why it cannot be."""

    named: LiveSource
    connector: ModuleType
    source: Source
    trouble: SourceError | None = None

    @property
    def gives(self) -> tuple[str, ...]:
        return tuple(self.connector.GIVES)

    def gap(self, why: str, hint: str) -> Gap:
        """What is not seen for want of this source."""
        matters = Matters.MUCH if MUCH & set(self.gives) else Matters.SOME
        what = f"{' and '.join(self.gives)} from {self.named.name}"
        return Gap(what=what, why=why, hint=hint, source=self.named.name, matters=matters)

    def doubts(self) -> tuple[Gap, ...]:
        """What is odd about a source that answers: its clock, or who else can read its token."""
        found = []
        client = self.source.client
        if client is not None and client.skew is not None and abs(client.skew) > SKEW_S:
            found.append(_skewed(self.named.name, client.skew))
        if self.named.login.doubt:
            found.append(_exposed(self.named))
        return tuple(found)


def prepared() -> None:
    """Brings in what asking takes, so that loading it is not taken from the time that sources have."""
    importlib.import_module("codriver.access.http.client")


def furnished(
    sources: Sequence[LiveSource],
    connectors: Mapping[str, ModuleType],
    *,
    now: datetime,
    deadline: "Deadline",
    state: Path,
    keep_s: float,
) -> tuple[Furnished, ...]:
    """Every source with its connector.

    Raises:
        ConfigError: a source of a kind that no connector knows, or a setting that its connector does not.
    """
    found = []
    for named in sources:
        connector = _connector(named, connectors)
        source = Source(
            name=named.name,
            now=now,
            settings=named.settings,
            login=named.login,
            folder=state / FOLDER,
            at_once=at_once(named.name),
            left=lambda: deadline.left,
        )
        trouble = None
        try:
            client = _client(named, connector, deadline, state / FOLDER, keep_s)
            source = replace(source, client=client)
        except SourceError as error:
            trouble = error
        found.append(Furnished(named, connector, source, trouble))
    return tuple(found)


def _connector(named: LiveSource, connectors: Mapping[str, ModuleType]) -> ModuleType:
    if named.kind not in connectors:
        close = get_close_matches(named.kind, connectors, n=1)
        meant = f"did you mean `{close[0]}`? " if close else ""
        hint = f"{meant}known: {', '.join(sorted(connectors))}; say kind = '...' when the source has a name of its own"
        raise ConfigError(f"sources.{named.name}: no connector `{named.kind}`", hint=hint)
    connector = connectors[named.kind]
    for key in named.settings:
        if key not in connector.SETTINGS:
            close = get_close_matches(key, connector.SETTINGS, n=1)
            meant = f"did you mean `{close[0]}`? " if close else ""
            own = ", ".join(sorted(connector.SETTINGS)) or "none"
            raise ConfigError(f"sources.{named.name}.{key}: unknown key", hint=f"{meant}its own keys: {own}")
    return connector


def _client(
    named: LiveSource, connector: ModuleType, deadline: "Deadline", folder: Path, keep_s: float
) -> "Client | None":
    """The client for its `url`; None for what is not asked over HTTP, or finds its own address."""
    if named.login.missing:
        raise SourceError(f"no token: {named.login.missing}", hint="set it, or mend its name in codriver.toml")
    if not named.url:
        if not hasattr(connector, "find"):
            return None
        url, login = connector.find(dict(named.settings))
        named = replace(named, url=url, login=login)
    from codriver.access.http.bounds import MIB, Bounds
    from codriver.access.http.client import Client
    from codriver.access.http.kept import Kept

    header = getattr(connector, "AUTH", named.login.header)
    login = replace(named.login, header=header, plain=getattr(connector, "HEADERS", {}))
    return Client(
        named.url,
        login=login,
        deadline=deadline,
        bounds=Bounds(max_bytes=int(named.max_mb * MIB)),
        kept=Kept(folder, keep_s),
    )


def _skewed(name: str, skew: float) -> Gap:
    side = "ahead of" if skew > 0 else "behind"
    return Gap(
        what=f"when things happened by the clock of {name}",
        why=f"its clock is {abs(skew):.0f} s {side} this machine's",
        hint="compare both with a time server; distances in time between sources may be off by as much",
        source=name,
        matters=Matters.SOME,
    )


def _exposed(named: LiveSource) -> Gap:
    return Gap(
        what=f"the token of {named.name}",
        why=named.login.doubt,
        hint="chmod 600 the file",
        source=named.name,
        matters=Matters.LITTLE,
    )
