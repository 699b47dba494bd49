import json
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from codriver.model import (
    Assessment,
    Change,
    ChangeKind,
    Citation,
    Evidence,
    Gap,
    Hypothesis,
    Impact,
    Incident,
    Outcome,
    Ref,
    Stage,
    Stance,
    Step,
)
from codriver.room.shape import shape_of

jsonschema = pytest.importorskip("jsonschema")
AT = datetime(2026, 3, 1, 2, 41, tzinfo=UTC)
CITE = Citation(Ref("files", "logs/a.log:3"), "boom")
ROLLOUT = Citation(Ref("deploy-log", "deploys.csv:2"), "v2")
CHANGE = Change(
    kind=ChangeKind.DEPLOY,
    stage=Stage.DEPLOYED,
    service="a",
    at=AT,
    what="v2",
    source="deploy-log",
    cites=(ROLLOUT,),
    lines=(("a.py", 3, 5),),
)
HYPOTHESIS = Hypothesis(
    suspect="a",
    mechanism="recent change",
    says="a broke",
    change=CHANGE,
    evidence=(Evidence(stance=Stance.SUPPORTS, feature="near", because="it is near", cites=(CITE, CITE)),),
    path=(Step(origin="a", to="b", because="b calls a", cites=(CITE,)),),
)
BARE = Assessment(incident=Incident(title="trouble"), outcome=Outcome.NOTHING_FOUND, impact=Impact(failing=(), says=""))
FULL = replace(
    BARE,
    outcome=Outcome.LEADING,
    hypotheses=(HYPOTHESIS,),
    gaps=(Gap(what="traces", why="none given", hint="give some"),),
)


@pytest.mark.parametrize("assessment", [BARE, FULL])
def test_the_shape_is_what_the_schema_says(assessment: Assessment) -> None:
    schema = json.loads(files("codriver.schemas").joinpath("triage.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(json.dumps(shape_of(assessment))))


def test_every_cited_id_stands_under_citations_also_that_of_a_hypothesis_change() -> None:
    shape = shape_of(FULL)
    assert shape["citations"] == {
        key: {"source": cite.ref.source, "locator": cite.ref.locator, "quote": cite.quote}
        for key, cite in sorted({CITE.id: CITE, ROLLOUT.id: ROLLOUT}.items())
    }


def test_a_hypothesis_keeps_its_path_evidence_and_change_in_place() -> None:
    (shape,) = json.loads(json.dumps(shape_of(FULL)))["hypotheses"]
    assert shape["path"] == [{"from": "a", "to": "b", "because": "b calls a", "order": "", "cites": [CITE.id]}]
    assert shape["evidence"][0]["cites"] == [CITE.id]
    assert shape["change"]["lines"] == [{"file": "a.py", "first": 3, "last": 5}]
    assert (shape["probability"], shape["failure_mode"]) == (None, None)


def test_the_same_assessment_gives_the_same_bytes() -> None:
    assert json.dumps(shape_of(FULL)) == json.dumps(shape_of(replace(FULL)))
