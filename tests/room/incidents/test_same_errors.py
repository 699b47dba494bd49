"""An error that a resolved incident had is known again at other lines, and the old incident is named."""

from dataclasses import replace
from pathlib import Path

from tests.room.conftest import asked, hush

from codriver.cli.screen.triage import triage_lines
from codriver.journal.kinds import Resolved
from codriver.model import Assessment
from codriver.room.incidents.act import opened
from codriver.room.knowledge.seen import seen_before
from codriver.room.request import Room
from codriver.room.triage import triage

LOG = """\
2026-03-{day:02}T01:00:00Z INFO ready
2026-03-{day:02}T01:05:00Z ERROR charge {day} failed
Traceback (most recent call last):
  File "/srv/release-{day}/till/app.py", line {day}7, in serve
    charge(cart)
  File "/srv/release-{day}/till/pay.py", line {day}, in {function}
    raise CardError(cart.id)
till.pay.CardError: no card on cart {day}
"""


def incident(room: Room, folder: Path, day: int, function: str = "charge") -> Assessment:
    path = folder / f"{day}" / "till.log"
    path.parent.mkdir()
    path.write_text(LOG.format(day=day, function=function), "utf-8")
    return triage(room, asked(path), hush)


def test_the_same_error_of_a_later_release_names_the_incident_that_had_it(tmp_path: Path) -> None:
    room = Room(state=tmp_path / "state")
    first = incident(room, tmp_path, 3)
    assert [one.before for one in first.errors] == [()]
    with opened(room) as journal:
        journal.add(
            first.incident.id, Resolved(by="ana", cause="carts without cards", remedy="roll till back"), asked().now
        )
    again, other = incident(room, tmp_path, 9), incident(room, tmp_path, 11, "refund")
    assert [(one.before, one.remedy) for one in again.errors] == [((first.incident.id,), "roll till back")]
    assert [one.before for one in other.errors] == [()]
    shown = " ".join(" ".join(triage_lines(again)).split())
    assert f"was in {first.incident.id}; resolved by: roll till back" in shown
    assert "SEEN BEFORE" not in "".join(triage_lines(replace(again, errors=other.errors)))
    trace = LOG.format(day=20, function="charge").partition("failed\n")[2]
    for words in (trace, f"is {again.errors[0].fingerprint} known?"):
        found = seen_before(room, words, ()).alike[0]
        assert (found.past.id, bool(found.same)) == (first.incident.id, True)


def test_an_incident_that_is_open_still_is_not_the_past(tmp_path: Path) -> None:
    room = Room(state=tmp_path / "state")
    incident(room, tmp_path, 3)
    assert [one.before for one in incident(room, tmp_path, 9).errors] == [()]
