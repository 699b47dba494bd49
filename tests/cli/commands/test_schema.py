import json

import pytest

from codriver.cli import main

jsonschema = pytest.importorskip("jsonschema")
IN_DOCUMENTS = "failure-mode"  # what people write, for their editors: no answer of a command, so without a version


def test_the_names_are_listed_and_each_prints_a_valid_schema_of_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    names = capsys.readouterr().out.split()
    assert {"changes", "doctor", "triage"} <= set(names)
    assert names == sorted(names)
    for name in names:
        assert main(["schema", name]) == 0
        schema = json.loads(capsys.readouterr().out)
        jsonschema.Draft202012Validator.check_schema(schema)
        version = schema["properties"].get("schema", {"const": f"codriver.{name}/1"})  # a document for editors has none
        assert version == {"const": f"codriver.{name}/1"}
