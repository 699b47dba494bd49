"""A log of deploys and other changes: JSON lines, a JSON array, or CSV with a header.

What it looks for: rows that name a time, a service, and a kind of change or a version, under any of the usual names
(`at`, `timestamp`, `service`, `app`, `version`, `sha`, `type` ...). Each row becomes one change; it counts as deployed
unless its status says that it was merged, planned or is waiting. When it is wrong: a row without a zone is taken for
UTC (which is said), an unknown kind for a deploy, and a deploy to a test environment stands among the others, its
environment in brackets.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from codriver.connectors import Fact, File
from codriver.connectors.deploy_log.changes import Unread, change, is_change
from codriver.connectors.deploy_log.rows import Row, first_rows, rows
from codriver.errors import SourceError
from codriver.model import Change, Gap, Matters, Scope

NAME = "deploy-log"
LEAD = timedelta(days=14)  # what was changed before this is asked for seldom, and is what runs at best
MOST = 20_000


def recognise(file: File) -> float:
    """Sure when each of the first rows has the words of a change, and none those of a log line."""
    first = first_rows(file.sample)
    return 0.9 if first and all(is_change(row, file.name) for row in first) else 0.0


def read(file: File, scope: Scope) -> Iterator[Fact]:
    """The changes of all services, from two weeks before the scope to its end, in the order of the file.

    Rows that cannot be read are one Gap, with their number and the first of them.

    Raises:
        SourceError: no row can be read.
    """
    found = [change(row, NAME) for row in islice(rows(file), MOST + 1)]
    changes = [one for one in found[:MOST] if isinstance(one, Change)]
    unread = [one for one in found[:MOST] if isinstance(one, Unread)]
    if unread and not changes:
        raise SourceError(f"{unread[0].place}: {unread[0].why}", hint=unread[0].hint)
    yield from (one for one in changes if _wanted(one, scope))
    yield from _gaps(file.name, unread, found)


def _wanted(one: Change, scope: Scope) -> bool:
    begins = scope.since - LEAD if scope.since else None
    return (begins is None or one.at >= begins) and (scope.until is None or one.at <= scope.until)


def _gaps(name: str, unread: list[Unread], found: list[Change | Unread]) -> Iterator[Gap]:
    what = f"some changes of {name}"
    if unread:
        many = "1 row cannot be read" if len(unread) == 1 else f"{len(unread)} rows cannot be read, the first"
        yield Gap(what=what, why=f"{many} at {unread[0].place}: {unread[0].why}", hint=unread[0].hint, source=NAME)
    if len(found) > MOST:
        why = f"more than {MOST} rows: the rest is not read"
        yield Gap(what=what, why=why, hint="give the part around the incident", source=NAME)
    if zoneless := sum(one.zoneless for one in found if isinstance(one, Change)):
        pass


__all__ = ["NAME", "Row", "read", "recognise"]
