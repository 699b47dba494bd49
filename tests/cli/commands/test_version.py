import json

import pytest

from codriver import __version__
from codriver.cli import main


def test_the_version_is_told_in_three_ways(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--version"], ["version"]):
        assert main(arguments) == 0
        assert capsys.readouterr().out == f"codriver {__version__}\n"
    assert main(["version", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"schema": "codriver.version/1", "version": __version__}
