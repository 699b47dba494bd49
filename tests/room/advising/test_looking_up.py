import pytest
from tests.room.advising.conftest import ACT

from codriver.advice.answers import LookUp
from codriver.model import Assessment
from codriver.room.advising.looking_up import TOOLS, looked_up
from codriver.room.incidents.act import current, opened
from codriver.room.request import Room


def found(room: Room, tool: str, argument: str = "") -> dict[str, str]:
    with opened(room) as journal:
        return looked_up(current(journal, ACT), LookUp(tool, argument))


def test_a_service_is_told_by_all_that_was_found_of_it(triaged: Assessment, room: Room) -> None:
    mine = {one.id for one in triaged.findings if "stock" in (one.service, one.peer)}
    assert mine <= found(room, "service", "stock").keys()
    assert found(room, "service", "mainframe") == {}


def test_a_citation_is_opened_by_its_id(triaged: Assessment, room: Room) -> None:
    cite = triaged.impact.cites[0]
    assert found(room, "source", f"[{cite.id}]") == {cite.id: cite.quote}
    assert found(room, "source") == {}


@pytest.mark.usefixtures("triaged")
@pytest.mark.parametrize("tool", sorted(TOOLS))
def test_every_tool_answers_any_argument_without_harm(room: Room, tool: str) -> None:
    assert isinstance(found(room, tool, "'; drop table rows; --"), dict)
