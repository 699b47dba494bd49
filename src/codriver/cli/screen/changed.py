"""Changes on one timeline, with their distance from the onset; what was merged apart from what was deployed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from codriver.cli.screen.figures import clock, day_and_clock, distance
from codriver.cli.screen.page import Page, cited, para
from codriver.model import Assessment, Change, ChangeKind, Stage

_IN = "    "
_SHOWN = 8
_SLACK = 60  # seconds: an onset that was read from telemetry is no sharper than its sampling
_STAGES = ((Stage.DEPLOYED, "reached production"), (Stage.MERGED, "merged"))


Live = Mapping[str, datetime]  # a citation's id -> when a deploy that cites it reached production


@dataclass(frozen=True, slots=True)
class Placed:
    """A change and where it stands: seconds from the onset (negative: before; None: no onset), who depends on it."""

    change: Change
    seconds: float | None = None
    dependants: tuple[str, ...] = ()


def changed_before(assessment: Assessment, page: Page) -> list[str]:
    """What changed before the onset, the nearest first."""
    onset = assessment.window.onset if assessment.window else assessment.impact.since
    placed = [Placed(one, (one.at - onset).total_seconds() if onset else None) for one in assessment.changes]
    before = [one for one in placed if one.seconds is None or one.seconds <= _SLACK]
    if not before:
        return ["WHAT CHANGED BEFORE ONSET: no change seen"]
    seen = assessment.impact.since is not None
    return ["WHAT CHANGED BEFORE ONSET" if seen else "WHAT CHANGED", *staged(before, page, onset, seen=seen)]


def staged(placed: Sequence[Placed], page: Page, onset: datetime | None, *, seen: bool = True) -> list[str]:
    """The changes by stage, nearest to the onset first; eight a stage unless everything is asked for.

    Without trouble that was `seen`, the onset is only the moment around which before and after were compared.
    """
    lines = [_onset(onset, seen=seen)]
    live = {cite.id: one.change.at for one in placed if one.change.stage is Stage.DEPLOYED for cite in one.change.cites}
    for stage, words in _STAGES:
        found = sorted((one for one in placed if one.change.stage is stage), key=_nearest)
        lines += [f"  {words}:"] if found else [f"  {words}: none"]
        lines += [line for one in found[: page.some(_SHOWN)] for line in _change(one, page, onset, live)]
        left = len(found[_SHOWN:]) if not page.everything else 0
        lines += [f"{_IN}+{left} more: --all"] if left else []
    return lines


def _onset(onset: datetime | None, *, seen: bool) -> str:
    if onset is None:
        return "  onset: unknown"
    at = day_and_clock(onset)
    return f"  onset: {at}" if seen else f"  onset: none seen; distances are from {at}"


def _nearest(placed: Placed) -> tuple[float, float, str]:
    change = placed.change
    return (abs(placed.seconds) if placed.seconds is not None else 0.0, -change.at.timestamp(), change.id)


def _change(placed: Placed, page: Page, onset: datetime | None, live: Live) -> list[str]:
    change = placed.change
    same_day = onset is not None and change.at.date() == onset.date()
    when = clock(change.at) if same_day else day_and_clock(change.at).removesuffix(" UTC")
    far = "" if placed.seconds is None else f" ({distance(placed.seconds)})"
    merged_code = change.stage is Stage.MERGED and change.kind is ChangeKind.DEPLOY  # a commit deploys nothing
    kind = "code" if merged_code else change.kind.value
    text = f"{when}{far}  {kind}  {change.service or 'no known service'}: {change.what}{_details(placed, live)}"
    return para(page, cited(page, text, change.cites), first=_IN, indent=f"{_IN}  ")


def _details(placed: Placed, live: Live) -> str:
    change = placed.change
    merged = f"merged {day_and_clock(change.merged_at)}" if change.merged_at else ""
    by = f"by {change.by}" if change.by else ""
    callers = f"needed by {', '.join(placed.dependants)}" if placed.dependants else ""
    said = [part for part in (_versions(change), by, merged, _reached(change, live), callers, change.url) if part]
    return f" ({'; '.join(said)})" if said else ""


def _reached(change: Change, live: Live) -> str:
    """Whether a merge reached production: a deploy that brought it cites it too."""
    if change.stage is Stage.DEPLOYED:
        return ""
    at = min((live[cite.id] for cite in change.cites if cite.id in live), default=None)
    return f"in production since {day_and_clock(at)}" if at else "not seen in production"


def _versions(change: Change) -> str:
    if change.previous and change.version:
        return f"{_short(change.previous)} -> {_short(change.version)}"
    return _short(change.version)


def _short(version: str) -> str:
    """A commit by its first ten digits; any other version as it is."""
    hexadecimal = len(version) == 40 and all(char in "0123456789abcdef" for char in version)  # noqa: PLR2004 - SHA-1
    return version[:10] if hexadecimal else version
