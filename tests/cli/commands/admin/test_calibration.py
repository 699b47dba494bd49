import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from codriver.cli import main


def test_the_table_says_how_often_answers_were_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["admin", "calibration"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("said   was   answers")
    assert "luck alone would show" in told


def test_the_curve_is_a_picture_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    curve = tmp_path / "curve.svg"
    assert main(["admin", "calibration", "--curve", str(curve), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "codriver.calibration/1"
    circles = ET.parse(curve).iter("{http://www.w3.org/2000/svg}circle")  # noqa: S314 - our own file
    assert len(list(circles)) == len(told["bins"])


def test_a_curve_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["admin", "calibration", "--curve", str(tmp_path / "no" / "curve.svg")]) == 2
    assert "hint:" in capsys.readouterr().err
