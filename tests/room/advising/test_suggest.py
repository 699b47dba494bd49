import pytest
from tests.room.advising.conftest import ACT, Saying, silent

from codriver.errors import ConfigError, ProviderError
from codriver.model import Assessment
from codriver.room.advising.shape import shape_of_advised
from codriver.room.advising.suggest import advise
from codriver.room.request import Room


def cause(triaged: Assessment, **more: object) -> dict[str, object]:
    finding = next(one for one in triaged.findings if one.service == "stock")
    good = {"suspect": "stock", "mechanism": "log rotation", "says": "Files of stock grow.", "findings": [finding.id]}
    return {**good, **more}


def test_a_grounded_cause_is_ranked_with_the_rest_and_never_overrules_it(triaged: Assessment, saying: Saying) -> None:
    advised = advise(saying({"causes": [cause(triaged)]}), ACT, silent, silent)
    assert [(one.suspect, one.mechanism) for one in advised.causes] == [("stock", "log rotation")]
    assert advised.again is not None
    ranked = advised.again.assessment.hypotheses
    assert ranked[0].id == triaged.hypotheses[0].id
    (suggested,) = (one for one in (*ranked, *advised.again.assessment.ruled_out) if one.mechanism == "log rotation")
    weak = next(one for one in suggested.evidence if one.feature == "suggested_by_a_model")
    assert 0 < weak.weight < 0.5
    assert weak.cites[0].quote == "Files of stock grow."


def test_what_is_not_grounded_changes_nothing_and_is_counted(triaged: Assessment, saying: Saying) -> None:
    wrong = [cause(triaged, suspect="mainframe"), cause(triaged, says="See https://evil.example"), {"suspect": 1}]
    advised = advise(saying({"causes": wrong}), ACT, silent, silent)
    assert (advised.causes, len(advised.dropped), advised.again) == ((), 3, None)
    assert shape_of_advised(advised)["again"] is None


@pytest.mark.usefixtures("triaged")
def test_a_model_that_does_not_answer_is_an_error_and_the_record_stays(saying: Saying) -> None:
    with pytest.raises(ProviderError):
        advise(saying(), ACT, silent, silent)


@pytest.mark.usefixtures("triaged")
def test_without_a_model_the_hint_says_how_to_have_one(room: Room) -> None:
    with pytest.raises(ProviderError) as caught:
        advise(room, ACT, silent, silent)
    assert "[model] provider" in caught.value.hint


def test_before_anything_was_assessed_there_is_nothing_to_add(saying: Saying) -> None:
    with pytest.raises(ConfigError, match="no incident is open"):
        advise(saying({"causes": []}), ACT, silent, silent)
