import json
from pathlib import Path

import pytest
from tests.cli.commands.test_advise import incident, replies  # noqa: F401 - the same incident and parrot

from codriver.cli import main


@pytest.mark.usefixtures("incident")
def test_the_draft_that_code_wrote_is_shown_though_the_model_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "update", "--audience", "customers", "--phrased"]) == 0
    shown = capsys.readouterr()
    assert "We have not yet established whether any data is affected." in shown.out
    assert "the draft stands as it is" in shown.err


@pytest.mark.usefixtures("incident")
def test_what_passes_is_shown_after_it_and_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    words = "Whether any data is affected, we have not yet established"
    main(["draft", "update", "--audience", "customers"])
    lines = capsys.readouterr().out.splitlines()
    place = next(at for at, text in enumerate(lines) if text.startswith("We have not")) - 1  # under a watermark
    replies(Path.cwd(), json.dumps({"lines": [{"n": place, "text": words}]}))
    assert main(["draft", "update", "--audience", "customers", "--phrased"]) == 0
    shown = capsys.readouterr()
    assert shown.out.index("We have not yet") < shown.out.index(words)
    assert "parrot: 1 lines in its words" in shown.err
    assert main(["draft", "update", "--audience", "customers", "--phrased", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["phrasing"]["lines"], words in told["text"]) == (1, True)
    main(["schema", "draft"])
    jsonschema.validate(told, json.loads(capsys.readouterr().out))
