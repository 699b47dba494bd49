from collections.abc import Callable

from codriver.cli.screen.answers import report_lines, shown_lines, timeline_lines
from codriver.model import Assessment, Ref, Service
from codriver.room.coverage import Coverage
from codriver.room.doctor import Connected, Report
from codriver.room.look_up import Shown
from codriver.room.timeline import ChangeRow, Timeline

Assessed = Callable[..., Assessment]


def test_a_timeline_shows_distances_dependants_and_gaps(assessed: Assessed) -> None:
    full = assessed()
    row = ChangeRow(change=full.changes[0], seconds_from_onset=-240.0, dependants=("checkout", "gateway"))
    lines = timeline_lines(Timeline(onset=full.impact.since, rows=(row,), gaps=full.gaps), width=200)
    assert lines[:3] == ["CHANGES: 1 change", "  onset: 2026-03-01 02:41:10 UTC", "  reached production:"]
    assert "(4 min before)" in lines[3]
    assert "needed by checkout, gateway" in lines[3]
    assert "  merged: none" in lines
    assert "COULD NOT BE SEEN" in lines
    assert timeline_lines(Timeline(onset=None, rows=(), gaps=()))[0] == "CHANGES: no change seen"


def test_a_citation_shows_its_place_and_its_whole_quote() -> None:
    shown = Shown(id="c-1a2b", incident="inc-3c4d", kind="citation", ref=Ref("files", "a.log:3"), quote="one\x07\n two")
    assert shown_lines(shown) == [
        "CITATION c-1a2b (incident inc-3c4d)",
        "  files: a.log:3",
        "  | one\\x07",
        "  |  two",
    ]


def test_anything_else_shows_the_lines_that_describe_it() -> None:
    shown = Shown(id="h-1a2b", incident="inc-3c4d", kind="hypothesis", lines=("suspect: tariff\x1b[2J",))
    assert shown_lines(shown) == ["HYPOTHESIS h-1a2b (incident inc-3c4d)", "suspect: tariff\\x1b[2J"]


def test_a_report_says_what_is_connected_what_is_seen_and_how_to_close_each_gap(assessed: Assessed) -> None:
    report = Report(
        connected=(Connected(name="deploy-log", kind="source", says="1 file, such as deploys.jsonl"),),
        gaps=assessed().gaps,
        services=(Service(name="checkout"),),
        coverage=(Coverage(service="checkout", criticality="critical", seen=("logs",), missing=("metrics", "traces")),),
    )
    assert report_lines(report)[:6] == [
        "CONNECTED",
        "  deploy-log (source): 1 file, such as deploys.jsonl",
        "",
        "SERVICES",
        "  checkout (critical): seen: logs; missing: metrics, traces",
        "",
    ]
    assert "   to close it: record it again" in report_lines(report)
    nothing = report_lines(Report(connected=(), gaps=(), services=(), coverage=()))
    assert nothing == ["CONNECTED: nothing", "", "SERVICES: none known", "", "COULD NOT BE SEEN: no gaps known"]
