"""The gate's cards and questions, for doors, which may not reach below the room."""

from codriver.gate.card import Card, Fact
from codriver.gate.questions import Question

__all__ = ["Card", "Fact", "Question"]
