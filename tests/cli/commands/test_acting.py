"""Who acts is who the operating system says, whatever the environment claims."""

import os
import pwd

import pytest

from codriver.cli.commands.acting import acting, person


def test_the_environment_has_no_say_in_who_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")
    assert person() == pwd.getpwuid(os.getuid()).pw_name
    assert (acting(" inc-1 ").by, acting(" inc-1 ").incident) == (person(), "inc-1")
