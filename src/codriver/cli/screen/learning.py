"""The screen of what resolved incidents teach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.cli.screen.figures import percent
from codriver.cli.screen.page import Page, para
from codriver.room.words import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codriver.room.incidents.past import Calibration, Prior


def learnt_lines(calibration: Calibration, priors: Iterable[Prior], *, width: int = 80) -> list[str]:
    """The counts, then each cause with its weight; each number with what it rests on."""
    page = Page(width=width)
    lines = [f"LEARNT FROM {calibration.resolved} RESOLVED INCIDENTS, {calibration.known} with a known cause"]
    lines += para(page, calibration.says, first="  ", indent="    ")
    lines += [
        f"  the leader was right: {calibration.led_right} of {calibration.led}, trust {percent(calibration.trust)}"
    ]
    lines += [f"  the true cause stood first: {calibration.first_right} of {calibration.known}"]
    if calibration.brier is not None:
        lines += [f"  Brier score of the leader's probability: {calibration.brier:.3f}"]
    if calibration.slope is not None:
        lines += [f"  log-odds as shown x {calibration.slope:.2f}, shifted by {calibration.shift:.2f}, would fit here"]
    for prior in priors:
        text = f"{prior.suspect} {prior.mechanism}: {prior.times} of {prior.of}, +{prior.size:.2f} log-odds"
        lines += para(page, f"{text} ({', '.join(prior.incidents[-3:])})", first="  ", indent="    ")
    return [safe(line) for line in lines]
