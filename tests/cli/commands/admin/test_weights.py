import json
from importlib.resources import files

import pytest

from codriver.cli import main

SHIPPED = json.loads(files("codriver.engine").joinpath("weights.json").read_text("utf-8"))


def test_each_feature_is_shown_with_its_weight_and_the_provenance_follows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["admin", "weights"]) == 0
    table, _, provenance = capsys.readouterr().out.partition("\n\n")
    shown = {line.split()[0]: float(line.split()[1]) for line in table.splitlines()}
    assert {name: abs(weight) for name, weight in shown.items()} == SHIPPED["features"]
    assert (shown["leaves_open"] < 0, shown["accounts_for"] >= 0) == (True, True)
    assert SHIPPED["provenance"] in provenance
    assert "the share of all trouble that it cannot reach" in table


def test_the_weights_come_as_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["admin", "weights", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["features"]) == ("codriver.weights/1", SHIPPED["features"])
    assert "leaves_open" in told["against"]
