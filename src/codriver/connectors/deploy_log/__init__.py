"""A log of deploys and other changes: JSON lines, a JSON array, or CSV with a header.

What it looks for: rows that name a time, a service, and a kind of change or a version, under any of the usual names
(`at`, `timestamp`, `service`, `app`, `version`, `sha`, `type` ...). Each row becomes one change; it counts as deployed
unless its status says that it was merged, planned or is waiting. When it is wrong: a time without a zone is taken for
UTC (which is said), an unknown kind for a deploy, and a deploy to a test environment stands among the others, with its
environment in brackets.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice

from codriver.connectors import Fact, File
from codriver.connectors.deploy_log.changes import Told, Unread, is_change, told
from codriver.connectors.deploy_log.rows import first_rows, rows
from codriver.errors import SourceError
from codriver.model import Change, Gap, Matters, Scope

NAME = "deploy-log"
LEAD = timedelta(days=14)  # an older change is seldom the cause, and seldom what one goes back to
MOST = 20_000


def recognise(file: File) -> float:
    """Sure when each of the first rows has the words of a change, and none of them those of a log line."""
    first = first_rows(file.sample)
    return 0.9 if first and all(is_change(row, file.name) for row in first) else 0.0


def read(file: File, scope: Scope) -> Iterator[Fact]:
    """The changes of all services, from two weeks before the scope to its end, in the order of the file.

    Rows that cannot be read are one Gap, with their number and the first of them.

    Raises:
        SourceError: no row can be read.
    """
    found = [told(row, NAME) for row in islice(rows(file), MOST + 1)]
    kept, unread = [one for one in found if isinstance(one, Told)], [one for one in found if isinstance(one, Unread)]
    if unread and not kept:
        raise SourceError(f"{unread[0].place}: {unread[0].why}", hint=unread[0].hint)
    yield from (one.change for one in kept[:MOST] if _wanted(one.change, scope))
    if not found:
        yield _gap(file.name, "it holds no row", "write the deploys and changes around the incident into it")
    if unread:
        yield _gap(file.name, _why(unread), unread[0].hint)
    if len(found) > MOST:
        yield _gap(file.name, f"more than {MOST} rows: the rest was not read", "give the part around the incident")
    if zoneless := [one for one in kept if one.zoneless]:
        why = f"{len(zoneless)} times without a zone were taken for UTC, the first at {zoneless[0].place}"
        yield _gap(file.name, why, "write times with their zone: 2024-05-01T12:00:00+02:00", Matters.LITTLE)


def _wanted(change: Change, scope: Scope) -> bool:
    after = scope.since is None or change.at >= scope.since - LEAD
    return after and (scope.until is None or change.at <= scope.until)


def _why(unread: Sequence[Unread]) -> str:
    many = "1 row" if len(unread) == 1 else f"{len(unread)} rows"
    return f"{many} cannot be read, the first at {unread[0].place}: {unread[0].why}"


def _gap(name: str, why: str, hint: str, matters: Matters = Matters.SOME) -> Gap:
    return Gap(what=f"changes in {name}", why=why, hint=hint, source=NAME, matters=matters)
