import json
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from codriver.model import Change, ChangeKind, Citation, Gap, Ref, Service, Stage
from codriver.room.coverage import Coverage
from codriver.room.doctor import Connected, Report
from codriver.room.look_up import Shown
from codriver.room.shape import Shape
from codriver.room.shape_of_answers import shape_of_report, shape_of_shown, shape_of_timeline
from codriver.room.timeline import ChangeRow, Timeline

jsonschema = pytest.importorskip("jsonschema")
AT = datetime(2026, 3, 1, 2, 41, tzinfo=UTC)
GAP = Gap(what="traces", why="none given", hint="give some")
CHANGE = Change(
    kind=ChangeKind.FLAG,
    stage=Stage.MERGED,
    service="a",
    at=AT,
    what="on",
    source="git",
    cites=(Citation(Ref("git", "repo@1f3a"), "on"),),
)


def valid(name: str, shape: Shape) -> Shape:
    schema = json.loads(files("codriver.schemas").joinpath(f"{name}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(json.dumps(shape)))
    return shape


@pytest.mark.parametrize("seconds", [-12.5, None])
def test_a_timeline_is_what_its_schema_says(seconds: float | None) -> None:
    row = ChangeRow(change=CHANGE, seconds_from_onset=seconds, dependants=("b",))
    shape = valid("changes", shape_of_timeline(Timeline(onset=AT, rows=(row,), gaps=(GAP,))))
    assert shape["onset"] == "2026-03-01T02:41:00Z"
    assert list(shape["citations"]) == [CHANGE.cites[0].id]  # type: ignore[call-overload]  # JSON's own types


def test_what_was_looked_up_is_what_its_schema_says() -> None:
    cited = Shown(id="c-1a2b", incident="inc-3c4d", kind="citation", ref=Ref("files", "a.log:3"), quote="boom")
    assert valid("show", shape_of_shown(cited))["locator"] == "a.log:3"
    part = Shown(id="h-1a2b", incident="inc-3c4d", kind="hypothesis", lines=("suspect: a",))
    assert valid("show", shape_of_shown(part))["source"] is None


def test_a_report_is_what_its_schema_says() -> None:
    report = Report(
        connected=(Connected(name="git", kind="source", says="1 file"),),
        gaps=(GAP,),
        services=(Service(name="a"),),
        coverage=(Coverage(service="a", criticality="normal", seen=(), missing=("logs",)),),
    )
    assert valid("doctor", shape_of_report(report))["coverage"] == [
        {"service": "a", "criticality": "normal", "seen": [], "missing": ["logs"]}
    ]
