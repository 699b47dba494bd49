import pytest
from tests.incidents import Story, write
from tests.room.conftest import asked, hush
from tests.traffic import Fault

from codriver.errors import ConfigError
from codriver.model import Assessment
from codriver.room.look_up import show
from codriver.room.request import Room
from codriver.room.triage import triage


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return Room(state=tmp_path_factory.mktemp("look-up") / "state")


@pytest.fixture(scope="module")
def found(known: Room) -> Assessment:
    story = Story(fault=Fault(at="stock", says="No space left on device"))
    return triage(known, asked(write(known.state.parent / "in", story)), hush)


def test_an_id_opens_whatever_kind_of_thing_it_stands_for(known: Room, found: Assessment) -> None:
    cite = next(found.cited())
    shown = show(known, f"[{cite.id}]")
    assert (shown.kind, shown.ref, shown.quote) == ("citation", cite.ref, cite.quote)
    assert show(known, found.hypotheses[0].id).kind == "hypothesis"
    assert any("suspect: stock" in line for line in show(known, found.hypotheses[0].id).lines)
    assert show(known, found.gaps[0].id).kind == "gap"
    assert [line.split("  ")[1] for line in show(known, found.incident.id).lines] == [
        "opened",
        "asked",
        "assessment",
    ]


def test_the_beginning_of_an_id_is_enough(known: Room, found: Assessment) -> None:
    assert show(known, next(found.cited()).id[:9]).kind == "citation"


@pytest.mark.parametrize("unknown", ["c-ffffffffff", "h-0", "nonsense", "", "c-%", "inc-"])
def test_what_nobody_knows_is_an_error_with_a_hint(known: Room, found: Assessment, unknown: str) -> None:
    del found
    with pytest.raises(ConfigError) as raised:
        show(known, unknown)
    assert raised.value.hint


def test_an_empty_journal_knows_nothing(room: Room) -> None:
    with pytest.raises(ConfigError):
        show(room, "c-1234567890")


def test_parts_of_an_older_incident_stay_open(known: Room, found: Assessment) -> None:
    log = known.state.parent / "cart.log"
    log.write_text("2026-03-01T01:00:00Z ERROR no store\n")
    newer = triage(known, asked(log), hush)
    assert show(known, found.hypotheses[0].id).incident == found.incident.id
    assert show(known, newer.gaps[0].id).incident == newer.incident.id
