from pathlib import Path

import pytest
from tests.incidents import Story, write
from tests.room.conftest import asked, hush
from tests.traffic import Fault

from codriver.errors import ConfigError
from codriver.model import Assessment
from codriver.room.look_up import show
from codriver.room.request import Room
from codriver.room.triage import triage


@pytest.fixture
def found(room: Room, tmp_path: Path) -> Assessment:
    return triage(
        room, asked(write(tmp_path / "in", Story(fault=Fault(at="stock", says="No space left on device")))), hush
    )


def test_an_id_opens_whatever_kind_of_thing_it_stands_for(room: Room, found: Assessment) -> None:
    cite = next(found.cited())
    shown = show(room, f"[{cite.id}]")
    assert (shown.kind, shown.ref, shown.quote) == ("citation", cite.ref, cite.quote)
    assert show(room, found.hypotheses[0].id).kind == "hypothesis"
    assert any("suspect: stock" in line for line in show(room, found.hypotheses[0].id).lines)
    assert show(room, found.gaps[0].id).kind == "gap"
    assert [line.split("  ")[1] for line in show(room, found.incident.id).lines] == ["opened", "assessment"]


def test_the_beginning_of_an_id_is_enough(room: Room, found: Assessment) -> None:
    assert show(room, next(found.cited()).id[:9]).kind == "citation"


@pytest.mark.parametrize("unknown", ["c-ffffffffff", "h-0", "nonsense", "", "c-%", "inc-"])
def test_what_nobody_knows_is_an_error_with_a_hint(room: Room, found: Assessment, unknown: str) -> None:
    del found
    with pytest.raises(ConfigError) as raised:
        show(room, unknown)
    assert raised.value.hint


def test_an_empty_journal_knows_nothing(room: Room) -> None:
    with pytest.raises(ConfigError):
        show(room, "c-1234567890")
