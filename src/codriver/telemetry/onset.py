"""When did it begin? The earliest lasting rise of trouble on which several pulses agree.

When it is wrong: a recording that begins inside the incident, trouble that creeps up over hours, a daily rush.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import dropwhile

from codriver.model import Observation, Window
from codriver.telemetry.pulses import Pulse, pulses_of_edges, pulses_of_metrics
from codriver.telemetry.shifts import Shift, measure
from codriver.telemetry.wording import moment

__all__ = ["Onset", "Pulse", "find", "pulses_of_edges", "pulses_of_metrics"]

RISEN = 4.0  # robust standard deviations: many series are looked at, so more is asked than of one
_FULL_WEIGHT = 20.0
_TYPICAL_DELAY = timedelta(seconds=60)  # a rule's `for`, its evaluation and the scrape before it
_SLACK_S = 30.0
_TOGETHER, _TOGETHER_S = 0.05, 20.0  # of the recording, and at least: how far apart one trouble shows in places
_QUORUM = 0.25  # of all risen weight must lie in the group that tells the onset
_LEADER = 0.3  # of the group's largest deviation: a weaker pulse may agree, but not begin it
_QUIET_SHARES = (1 / 2, 1 / 3)  # of the time up to the first alert, of the whole recording: taken for normal at first


@dataclass(frozen=True, slots=True)
class Onset:
    """When trouble began, which pulses rose then (service and name), and how sure that is, in (0, 1)."""

    at: datetime
    agrees: tuple[str, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class _Rise:
    begin: float
    deviation: float
    pulse: Pulse

    @property
    def weight(self) -> float:
        return min(1.0, self.deviation / _FULL_WEIGHT)


def find(pulses: Sequence[Pulse], alerts: Sequence[Observation], until: datetime) -> Onset | None:
    """The onset, or None when no pulse rose and no alert fired.

    A rise counts when it lasts to `until`, or to the alert; it must begin before the last alert does. With alerts and
    no risen pulse the onset is a minute before the first alert, and not sure. Pulses need at least 4 points before.
    """
    fired = sorted(alert.at for alert in alerts if alert.at <= until)
    since = min((pulse.times[0] for pulse in pulses if pulse.times), default=until.timestamp())
    within = [at for at in fired if at.timestamp() > since]
    risen = [rise for pulse in pulses if (rise := _rise(pulse, moment(since), within, until))]
    latest = within[-1].timestamp() + _SLACK_S if within else until.timestamp()
    in_time = [rise for rise in risen if rise.begin <= latest]
    if in_time:
        return _agreed(in_time, until.timestamp() - since, within)
    return Onset((within or fired)[0] - _TYPICAL_DELAY, (), 0.2) if fired else None


def _rise(pulse: Pulse, since: datetime, alerts: Sequence[datetime], until: datetime) -> _Rise | None:
    """The pulse's own lasting rise; looked for twice, the second time with all that came before it as normal."""
    if not pulse.times or since >= until:
        return None
    for end in (until, *alerts[:1]):  # a trouble that is over by now may still have reached the alert
        first = _lasting(pulse, since, _quiet_end(since, alerts, until), end)
        if first:
            again = _lasting(pulse, since, moment(first.begin), end) if first.begin > since.timestamp() else None
            best = again or first
            return _Rise(best.begin, best.deviation, pulse)
    return None


def _quiet_end(since: datetime, alerts: Sequence[datetime], until: datetime) -> datetime:
    share, end = (_QUIET_SHARES[0], alerts[0]) if alerts else (_QUIET_SHARES[1], until)
    return since + (end - since) * share


def _lasting(pulse: Pulse, since: datetime, quiet_end: datetime, until: datetime) -> Shift | None:
    window = Window(since=since, onset=quiet_end, until=until)
    found = measure(pulse.times, pulse.values, window, pulse.floor)
    return found if found and found.spike is None and found.deviation >= RISEN else None


def _agreed(risen: Sequence[_Rise], lasted: float, alerts: Sequence[datetime]) -> Onset:
    """The earliest group of rises that holds a quarter of all that rose, begun by one of its plain members."""
    ordered = sorted(risen, key=lambda rise: (rise.begin, -rise.deviation, rise.pulse.service, rise.pulse.name))
    apart = max(_TOGETHER_S, _TOGETHER * lasted)
    enough = _QUORUM * sum(rise.weight for rise in ordered)
    groups = ([near for near in ordered if 0 <= near.begin - rise.begin <= apart] for rise in ordered)
    group = next(iter(dropwhile(lambda members: sum(one.weight for one in members) < enough, groups)), ordered)
    plain = _LEADER * max(rise.deviation for rise in group)
    members = list(dropwhile(lambda rise: rise.deviation < plain, group))
    agrees = tuple(dict.fromkeys(f"{rise.pulse.service} {rise.pulse.name}".strip() for rise in members))
    return Onset(moment(members[0].begin), agrees, _sure(members, risen, alerts))


def _sure(members: Sequence[_Rise], risen: Sequence[_Rise], alerts: Sequence[datetime]) -> float:
    """More pulses that agree, fewer that do not, and an alert that follows: surer."""
    weight = sum(rise.weight for rise in members)
    agreeing = weight / sum(rise.weight for rise in risen)
    known = 0.95 if alerts else 0.8
    sure = round(known * (1 - 0.5 ** (weight + 0.5)) * (0.5 + 0.5 * agreeing), 2)
    return float(sure)
