import logging

import pytest

from codriver.cli.log import listen


def test_the_log_is_silent_until_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    listen(verbose=False)
    logging.getLogger("codriver.room").error("broken")
    assert capsys.readouterr().err == ""
    listen(verbose=True)
    logging.getLogger("codriver.room").error("broken\x1b[2J")
    listen(verbose=False)
    assert capsys.readouterr().err == "log: codriver.room: broken\\x1b[2J\n"
