"""Controls are made from cases: a quiet time of the same system, and the case with its cause out of sight."""

import json
from dataclasses import replace
from pathlib import Path

from bench.packs.controls import MADE, OF, QUIET, UNSEEN, quiet, unseen, with_controls
from bench.packs.reading import Case, cases

from codriver.testing import ONSET

BEGIN = ONSET.timestamp()
EDGE = "latency@out:shop>pay@pod-1"


def a_case(folder: Path) -> Case:
    columns = [["shop", "latency"], ["pay", "latency"], ["shop", EDGE], ["mail", "cpu"]]
    normal = {"columns": columns, "ts": [BEGIN - 600 + 60 * row for row in range(9)], "values": [[1, 1, 1, 1]] * 9}
    bad = {"columns": columns, "ts": [BEGIN + 60 * row for row in range(4)], "values": [[9, 9, 9, 1]] * 4}
    row = {
        "case_id": "one",
        "symptom": "shop",
        "topology": [["shop", "pay"], ["shop", "mail"]],
        "candidates": ["shop", "pay", "mail"],
        "changes": [{"ts": BEGIN - 60, "service": "pay"}, {"ts": BEGIN - 60, "service": "mail"}],
        "logs": [[BEGIN, "shop", "pay does not answer"], [BEGIN, "shop", "hello"]],
        "ref": normal,
        "incident": bad,
    }
    (folder / "mine.cases.jsonl").write_text(json.dumps(row) + "\n")
    (folder / "mine.labels.jsonl").write_text(json.dumps({"case_id": "one", "label": {"service": "pay"}}) + "\n")
    (case,) = cases(folder, "mine")
    return case


def test_a_quiet_control_shows_the_end_of_the_normal_time_at_the_hour_of_the_incident(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    control = quiet(case)
    assert control is not None
    assert (control.control, control.fault, control.truth) == (True, QUIET, "")
    assert control.incident.times == case.incident.times[:3]
    assert control.incident.values == case.reference.values[-3:]
    assert control.reference.times == case.reference.times[:-3]
    assert (control.row["changes"], "logs" in control.row) == (case.row["changes"], False)


def test_what_was_measured_of_an_unseen_cause_or_names_it_is_gone(tmp_path: Path) -> None:
    control = unseen(a_case(tmp_path))
    assert control is not None
    assert (control.control, control.fault) == (True, UNSEEN)
    assert control.incident.columns == control.reference.columns == (("shop", "latency"), ("mail", "cpu"))
    assert control.row["topology"] == [["shop", "mail"]]
    assert control.candidates == ("shop", "mail")
    assert [change["service"] for change in control.row["changes"]] == ["mail"]
    assert [line for *_, line in control.row["logs"]] == ["hello"]


def test_about_three_of_seven_cases_get_a_control_beside_them(tmp_path: Path) -> None:

    case = a_case(tmp_path)
    every = list(with_controls(replace(case, id=str(number)) for number in range(140)))
    made = [one for one in every if one.control]
    assert {one.fault for one in made} == {QUIET, UNSEEN}
    assert abs(len(made) / 140 - MADE / OF) < 0.1
