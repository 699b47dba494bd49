"""Situation in, Assessment out. No clock, no network, no disk, no randomness, no language model.

Read `investigate.py` first: it is the whole road. A detector is one file in `detectors/`, an explainer one in
`explainers/`; both are handed in as values.
"""

from collections.abc import Callable, Iterable

from codriver.engine.seen import Seen
from codriver.model import Finding, Gap, Hypothesis, Situation

Detector = Callable[[Situation], Iterable[Finding | Gap]]
Explainer = Callable[[Situation, Seen], Iterable[Hypothesis | Gap]]

__all__ = ["Detector", "Explainer", "Seen"]
