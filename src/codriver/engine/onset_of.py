"""What came before what: times compared with the tolerance that the window allows."""

from datetime import datetime, timedelta

from codriver.engine.seen import Seen
from codriver.model import NO_TIME, Change, Situation, Stage, Window

LEAST, MOST = 3.0, 120.0  # seconds: scrape intervals from 1 s to minutes
SHARE = 0.05
LOOKBACK = timedelta(days=1)  # older changes are history; a slow leak shows as a resource that rose


def tolerance(window: Window | None) -> timedelta:
    """How far two times may be out of order and still count as the same: a twentieth of the time before."""
    seconds = window.before_s * SHARE if window else LEAST
    return timedelta(seconds=min(max(seconds, LEAST), MOST))


def trouble_began(seen: Seen, service: str) -> datetime | None:
    """When trouble began in the service, or else anywhere it can reach; None when neither is troubled."""
    own = seen.since(service)
    if own:
        return own
    reached = [since for name in seen.graph.affected_by(service) if (since := seen.since(name))]
    return min(reached, default=None)


def in_time(situation: Situation) -> tuple[Change, ...]:
    """The changes that could matter: up to a day before the window's onset, and until its end."""
    window = situation.window
    if window is None:
        return situation.changes
    return tuple(
        change for change in situation.changes if window.onset - change.at <= LOOKBACK and change.at <= window.until
    )


def before_trouble(situation: Situation, service: str, began: datetime | None = None) -> tuple[Change, ...]:
    """The service's changes that reached production no later than the trouble; `began`: than this part of it."""
    window, slack = situation.window, tolerance(situation.window)
    of = (change for change in could_be_running(situation) if change.service == service)
    if window is None or NO_TIME in (window.onset, began):
        return tuple(of)
    latest = max(window.onset, began or window.onset) + slack
    return tuple(change for change in of if change.at <= latest)


def could_be_running(situation: Situation) -> tuple[Change, ...]:
    """The changes in time that reached production; merged ones only where nobody says what was deployed."""
    changes = in_time(situation)
    told = {change.service for change in situation.changes if change.stage == Stage.DEPLOYED}
    return tuple(change for change in changes if change.stage == Stage.DEPLOYED or (not told and change.service))
