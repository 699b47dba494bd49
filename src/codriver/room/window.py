"""Which stretch of time is looked at, and where in it the trouble begins."""

from datetime import timedelta

from codriver.model import Window
from codriver.room.reduce import Reduced
from codriver.room.request import Request

LONGEST = timedelta(hours=24)  # of the time before: more makes the past a mixture of days and nights
LAST_THIRD = 3  # without any sign of trouble, the last third is looked at against the rest


def window_of(told: Reduced, request: Request) -> Window | None:
    """The window of what was told, bounded by the request; None when nothing carries a time.

    The onset is the request's `at`, else where trouble begins in the data, else the first alert, else two thirds in.
    """
    ends = _ends(told, request)
    if ends is None:
        return None
    since, until = ends
    began = request.at or _began(told, since, until) or since + (until - since) * (LAST_THIRD - 1) / LAST_THIRD
    began = min(max(began, since), until)
    return Window(since=max(since, began - LONGEST), onset=began, until=until)
