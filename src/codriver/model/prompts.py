"""What a language model is asked, and what it said. It stands beside the table: see `advice` for what becomes of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """`rules` are ours and stay the same, so that a provider can cache them; `material` is quoted text from outside.

    `most_tokens` is how long the reply may be.
    """

    rules: str
    material: str
    question: str
    most_tokens: int = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """`text` is untrusted like any log line. Tokens as the provider counts them, `usd` None where no price is known."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0
    usd: float | None = None
