"""One file per kind of language-model provider. A provider is a module with one function.

    def connect(name: str, url: str, key: str) -> Model: ...   # nothing is sent yet

A Model answers one prompt within a deadline, or raises a ProviderError: it has no tools, no memory and no network but
its provider's. `none` is the default. What a model says is worth nothing until `advice` has verified it.
"""

from collections.abc import Callable
from typing import Protocol

from codriver.model import Prompt, Reply

Hear = Callable[[str], None]
"""Called with each piece of the reply as it comes."""


class Model(Protocol):
    """Asks the model that was connected."""

    def __call__(self, prompt: Prompt, deadline_s: float, hear: Hear) -> Reply:
        """The whole reply, within `deadline_s` seconds.

        Raises:
            ProviderError: it did not answer, not in time, or not with words.
        """


class Provider(Protocol):
    """What the room asks of a module in this folder, or of an installed entry point `codriver.llm`."""

    def connect(self, name: str, url: str, key: str) -> Model: ...
