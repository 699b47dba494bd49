"""Which time running systems are asked about: around what was asked, else from some while before now or the alert."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from codriver.model import Observation, Scope, Signal
from codriver.room.request import Request
from codriver.telemetry.naming import canonical

RECENT = timedelta(hours=6)  # an alert that began earlier than this did not wake anybody now


def around(request: Request, lookback_m: float, firing: Iterable[Observation] = ()) -> Scope:
    """The scope to ask for: `lookback_m` minutes before it began, up to now or as long after it."""
    lookback = timedelta(minutes=lookback_m)
    if request.at:
        usual = request.at - lookback, min(request.now, request.at + lookback)
    else:
        began = began_of(request, firing) or request.now
        usual = min(began - lookback / 2, request.now - lookback), request.now
    return Scope(since=request.since or usual[0], until=request.until or usual[1])


def began_of(request: Request, firing: Iterable[Observation]) -> datetime | None:
    """When the alert that matters began: the named one, one of the service, or the first of those that are recent."""
    alerts = [one for one in firing if one.signal == Signal.ALERT and one.until is None]
    named = [one for one in alerts if request.alert and one.name == request.alert]
    of_service = [one for one in alerts if request.service and canonical(one.service) == canonical(request.service)]
    recent = [one for one in alerts if request.now - RECENT <= one.at]
    chosen = named or [one for one in of_service if one in recent] or recent
    return min((one.at for one in chosen), default=None)
