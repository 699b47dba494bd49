"""How explainers write evidence down. The weight comes later, from the weights file, by the feature's name."""

from collections.abc import Iterable

from codriver.model import Citation, Evidence, Finding, Observation, Stance

MOST_CITES = 4  # more proves nothing more, and nobody opens them at night


def supports(feature: str, because: str, cites: Iterable[Citation], size: float = 1.0) -> Evidence:
    """Evidence for a hypothesis; `size` in [0, 1]."""
    return Evidence(stance=Stance.SUPPORTS, feature=feature, because=because, cites=few(cites), size=_unit(size))


def contradicts(feature: str, because: str, cites: Iterable[Citation], size: float = 1.0) -> Evidence:
    """Evidence against a hypothesis; `size` in [0, 1]."""
    return Evidence(stance=Stance.CONTRADICTS, feature=feature, because=because, cites=few(cites), size=_unit(size))


def cites_of(items: Iterable[Finding | Observation]) -> tuple[Citation, ...]:
    """The citations of several findings or observations, the first of each before the second of any."""
    every = [item.cites for item in items]
    return few(cites[turn] for turn in range(MOST_CITES) for cites in every if turn < len(cites))


def few(cites: Iterable[Citation]) -> tuple[Citation, ...]:
    """The first four of these citations, each once."""
    return tuple(dict.fromkeys(cites))[:MOST_CITES]


def _unit(size: float) -> float:
    return round(min(max(size, 0.0), 1.0), 3)
