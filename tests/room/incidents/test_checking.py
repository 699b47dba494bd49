"""A check is looked for through connectors: a commit out of its history, a service out of what was given."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.incidents import Altered, write
from tests.incidents import Story as Written
from tests.traffic import Fault

from codriver.errors import ConfigError
from codriver.journal.kinds import Answered
from codriver.model import Assessment
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.checking import Looked, check
from codriver.room.incidents.overview import overview
from codriver.room.incidents.shape import shape_of_looked
from codriver.room.request import Request, Room
from codriver.room.triage import triage

Acting = Callable[..., Act]
CHANGED = Altered(
    service="stock", minutes=-3, what="stock: shelves", files={"services/stock/app.py": "SHELVES = '/mnt/none'\n"}
)


def hush(line: str) -> None:
    del line


def looked(room: Room, act: Act, which: str) -> Looked:
    return check(room, act, which, Request(now=act.now), hush)


def test_what_is_seen_of_the_suspect_is_shown_and_kept_and_means_nothing_yet(
    room: Room, act: Acting, triaged: Assessment
) -> None:
    found = looked(room, act(), "1")
    assert found.ask == triaged.checks[0].ask
    assert any("No space left on device" in line for line in found.lines)
    with opened(room) as journal:
        ((_, answer),) = current(journal, act()).of(Answered)
    assert (answer.how, answer.answer, answer.supports, answer.came) == ("read", "unclear", (), "\n".join(found.lines))
    assert shape_of_looked(found)["row"] == found.row
    assert found.check in {one["id"] for one in overview(room, act()).checks}


def test_a_commit_is_read_out_of_the_history_that_was_given(room: Room, act: Acting, tmp_path: Path) -> None:
    folder = write(
        tmp_path / "incident", Written(fault=Fault(at="stock", says="no such folder /mnt/none"), changes=(CHANGED,))
    )
    found = triage(room, Request(now=act().now, paths=(folder,)), hush)
    place = next(n for n, one in enumerate(found.checks, 1) if one.command.startswith("git show"))
    patch = looked(room, act(), str(place))
    assert any("+SHELVES = '/mnt/none'" in line for line in patch.lines)
    assert patch.query.startswith("git: repo.bundle@")
    (folder / "repo.bundle").unlink()
    with pytest.raises(ConfigError, match="no history has"):
        looked(room, act(2), str(place))


def test_a_check_that_is_not_on_the_list_is_refused(room: Room, act: Acting, triaged: Assessment) -> None:
    assert triaged.checks
    with pytest.raises(ConfigError, match="no check chk-none"):
        looked(room, replace(act()), "chk-none")
