"""What is sent and to whom. A letter can be made of words only together with the approval that covers them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from codriver.access.http.secret import Secret
from codriver.errors import NotConfirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """One entry of `[outbox]`: its name, its kind, its plain settings; nothing of `secrets` prints itself."""

    name: str
    kind: str
    settings: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, Secret] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Approved words. `digest` is what the approval covers, `earlier` the receipt of the last letter to the receiver.

    Raises:
        NotConfirmed: the words are not those that were approved, or nobody approved any.
    """

    title: str
    text: str
    status: str
    incident: str
    approved_by: str
    digest: str
    earlier: str = ""

    def __post_init__(self) -> None:
        if not self.approved_by or hashlib.sha256(self.text.encode()).hexdigest() != self.digest:
            raise NotConfirmed("these are not the words that were approved", hint="codriver incident approve")
