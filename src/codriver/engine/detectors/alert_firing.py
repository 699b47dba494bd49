"""Alerts that fire. An alert is a symptom that somebody chose to be woken for, not yet trouble by itself.

When it is wrong: a threshold that is too low, an alert about something else that happens to fire now.
"""

from collections.abc import Iterator

from codriver.engine.finding_of import finding_of
from codriver.engine.words import short
from codriver.model import Finding, Observation, Signal, Situation


def _about(seen: Observation) -> str:
    """For whom and why; the summary's own `service: ` is not said twice."""
    whom = f" for {seen.service}" if seen.service else ""
    return f"{whom}: {short(seen.text.removeprefix(f'{seen.service}: '))}"


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a firing alert; resolved ones are left to the trend."""
    for seen in situation.observations:
        if seen.signal == Signal.ALERT and seen.label("status") != "resolved":
            yield finding_of(
                seen,
                "alert_firing",
                says=f"alert {seen.name} fires{_about(seen)}",
                size=1.0,
                kind="alert",
            )
