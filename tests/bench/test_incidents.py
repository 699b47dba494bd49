"""The bench of past incidents: a pack in the documented format is read, answered and scored."""

import json
from pathlib import Path

import pytest
from bench.incidents import main
from bench.packs.figures import calibration, error
from bench.packs.reading import cases, sets
from bench.packs.scoring import Place, placed

from codriver.testing import ONSET

BEGIN = ONSET.timestamp()


def a_frame(begin: float, rows: int, *, slow: float = 1.0) -> dict[str, object]:
    """Two services, a minute a row; only the latency of `pay` is `slow` times its usual one."""
    values = [[0.1 + 0.001 * (row % 3), slow * (0.1 + 0.001 * (row % 4))] for row in range(rows)]
    columns = [["shop", "latency_seconds"], ["pay", "latency_seconds"]]
    return {"columns": columns, "ts": [begin + 60 * row for row in range(rows)], "values": values}


def a_pack(folder: Path) -> Path:
    case = {
        "case_id": "one",
        "system": "a shop",
        "symptom": "shop",
        "t_detect": BEGIN + 60,
        "topology": [["shop", "pay"]],
        "candidates": ["shop", "pay", "mail"],
        "ref": a_frame(BEGIN - 86_400, 60),
        "incident": a_frame(BEGIN, 8, slow=9.0),
    }
    answer = {"case_id": "one", "label": {"service": "pay", "fault_type": "delay"}, "is_cascade": True}
    (folder / "mine.cases.jsonl").write_text(json.dumps(case) + "\n")
    (folder / "mine.labels.jsonl").write_text(json.dumps(answer) + "\n")
    return folder


def test_a_pack_is_read_with_its_answers(tmp_path: Path) -> None:
    a_pack(tmp_path)
    (case,) = cases(tmp_path, "mine")
    assert sets(tmp_path) == ("mine",)
    assert (case.truth, case.cascade, case.candidates) == ("pay", True, ("shop", "pay", "mail"))
    assert len(case.reference.times) == 60


def test_the_slow_service_of_a_pack_is_named_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(a_pack(tmp_path)), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["sets"]["mine"]["ac@1"] == 1.0
    assert figures["sets"]["mine"]["baselines"]["symptom first"]["ac@1"] == 0.0


def test_a_folder_without_packs_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "hint:" in capsys.readouterr().err


def test_ties_count_by_expectation() -> None:
    place = placed([("a", 2.0), ("b", 1.0), ("c", 1.0)], "c", ("a", "b", "c", "d"))
    assert place == Place(better=1, level=2)
    assert [place.within(k) for k in (1, 2, 3)] == [0.0, 0.5, 1.0]


def test_the_truth_that_nobody_named_shares_what_is_left() -> None:
    assert placed([("a", 1.0)], "d", ("a", "b", "c", "d")) == Place(better=1, level=3)


def test_a_perfect_predictor_shows_no_more_than_its_noise_floor() -> None:
    told = [(0.5, float(index % 2)) for index in range(200)]
    figures = calibration(told)
    assert figures["brier_skill"] == 0.0
    assert error([(1.0, 0.0)] * 20) == 1.0
    assert figures["ece"] <= figures["ece_noise_floor"]


def test_a_stack_trace_is_asked_for_the_file_to_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trace = (
        "Traceback (most recent call last):\n"
        '  File "tests/test_cart.py", line 3, in test_total\n    total(None)\n'
        '  File "shop/cart.py", line 7, in total\n    return sum(lines)\n'
        "TypeError: 'NoneType' object is not iterable\n"
    )
    case = {"case_id": "one", "evidence": {"traceback": trace, "files": {"shop/cart.py": "", "tests/test_cart.py": ""}}}
    answer = {"files": ["shop/cart.py"], "functions": [["shop/cart.py", "total"]]}
    (tmp_path / "mine.cases.jsonl").write_text(json.dumps(case) + "\n")
    (tmp_path / "mine.labels.jsonl").write_text(json.dumps({"case_id": "one", "label": answer}) + "\n")
    assert main([str(tmp_path), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["sets"]
    assert {name: row["ac@1"] for name, row in figures.items()} == {"mine (file)": 1.0, "mine (function)": 1.0}
