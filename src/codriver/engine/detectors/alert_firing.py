"""Alerts that fire. An alert is a symptom that somebody chose to be woken for, not yet trouble by itself.

When it is wrong: a threshold that is too low, an alert about something else that happens to fire now.
"""

from collections.abc import Iterator

from codriver.engine.finding_of import finding_of
from codriver.engine.words import short
from codriver.model import Finding, Signal, Situation


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a firing alert; resolved ones are left to the trend."""
    for seen in situation.observations:
        if seen.signal == Signal.ALERT and seen.label("status") != "resolved":
            yield finding_of(
                seen,
                "alert_firing",
                says=f"alert {seen.name} fires{f' for {seen.service}' if seen.service else ''}: {short(seen.text)}",
                size=1.0,
                kind="alert",
            )
