"""Code is read as it was deployed; log lines lead to the line that writes them; what is not there is a Gap."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from codriver.access.git import open_history
from codriver.model import Observation
from codriver.room.code.deployed import commit_of
from codriver.room.code.told import told_by_code
from codriver.testing import a_deploy, a_situation, an_error

OLD = 'def pay(log):\n    log.error("payment %s declined", 1)\n'


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    who = ("-c", "user.name=n", "-c", "user.email=e")
    (tmp_path / "pay.py").write_text(OLD)
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "one"), ("tag", "v1.2")):
        subprocess.run(["git", "-C", tmp_path, *who, *words], check=True, capture_output=True)
    (tmp_path / "pay.py").write_text(f"# moved\n\n{OLD}")
    for words in (("add", "."), ("commit", "-qm", "two")):
        subprocess.run(["git", "-C", tmp_path, *who, *words], check=True, capture_output=True)
    return tmp_path


def a_line() -> Observation:
    return replace(an_error("pay", "payment <*> declined"), level="error", before=0.0, count=9)


def test_a_log_line_leads_to_the_line_that_writes_it_as_deployed(repository: Path) -> None:
    deploy = replace(a_deploy("pay"), version="registry/pay:1.2")
    told = told_by_code(a_situation(observations=[a_line()], changes=[deploy]), {"repo": repository})
    (line,) = told.lines
    assert (line.file, line.line, line.function) == ("pay.py", 2, "pay")
    assert line.cites[0].quote == 'log.error("payment %s declined", 1)'
    assert told.gaps == ()


def test_a_revision_that_is_not_there_is_said_and_the_newest_is_read(repository: Path) -> None:
    deploy = replace(a_deploy("pay"), version="f" * 40)
    told = told_by_code(a_situation(observations=[a_line()], changes=[deploy]), {"repo": repository})
    assert [(line.file, line.line) for line in told.lines] == [("pay.py", 4)]
    (gap,) = told.gaps
    assert gap.what == "the code of pay as deployed"


def test_versions_are_found_by_hash_tag_and_image(repository: Path) -> None:
    with open_history(repository) as history:
        tagged = commit_of(history, "v1.2")
        assert tagged
        assert {commit_of(history, word) for word in ("1.2", "shop/pay:v1.2", tagged[:12])} == {tagged}
        assert commit_of(history, "") == commit_of(history, "3.0") == ""


def test_without_errors_or_repositories_nothing_is_read(repository: Path) -> None:
    assert told_by_code(a_situation(), {"repo": repository}).lines == ()
    assert told_by_code(a_situation(observations=[a_line()]), {}).lines == ()
