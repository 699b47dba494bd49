"""How one asks to be let in: the header that carries the token, or name and password, and the files for TLS."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from codriver.access.http.secret import Secret

BEARER = ("Authorization", "Bearer {token}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """What is needed to be let in; no secret of it prints itself. `plain` headers are none; `proxy` stands between."""

    token: Secret = field(default_factory=Secret)
    user: str = ""
    password: Secret = field(default_factory=Secret)
    header: tuple[str, str] = BEARER
    more: Mapping[str, Secret] = field(default_factory=dict)
    plain: Mapping[str, str] = field(default_factory=dict)
    ca_file: Path | None = None
    cert_file: Path | None = None
    key_file: Path | None = None
    proxy: str = ""

    def sent(self) -> dict[str, str]:
        """Every header to send, the plain ones too."""
        return {**self.plain, **self.headers()}

    def headers(self) -> dict[str, str]:
        """The headers that let in; none without a token or a password."""
        found = {name: value.value for name, value in self.more.items() if value.value}
        if self.token.value:
            found[self.header[0]] = self.header[1].format(token=self.token.value, basic=self._basic)
        elif self.user and self.password.value:
            pair = base64.b64encode(f"{self.user}:{self.password.value}".encode()).decode()
            found["Authorization"] = f"Basic {pair}"
        return found

    @property
    def _basic(self) -> str:
        """The token as a password, with a user that stands for "a token", as git hosts want it."""
        return base64.b64encode(f"{self.user or 'x-access-token'}:{self.token.value}".encode()).decode()

    def secrets(self) -> tuple[str, ...]:
        """Every text that may stand in no fact, no log and no error."""
        kept = (self.token.value, self.password.value, *(one.value for one in self.more.values()))
        return tuple(text for text in (*kept, *(value.split(" ")[-1] for value in self.headers().values())) if text)

    @property
    def missing(self) -> str:
        """Why the token or password that was asked for is not there; empty when all is."""
        return next((one.missing for one in (self.token, self.password, *self.more.values()) if one.missing), "")

    @property
    def doubt(self) -> str:
        """What is unwise about how a secret is kept."""
        return next((one.doubt for one in (self.token, self.password, *self.more.values()) if one.doubt), "")
