from pathlib import Path

import pytest

from codriver.access.files.limits import Limits
from codriver.access.files.walk import Found, Skipped
from codriver.room.papers import is_paper, papers


@pytest.mark.parametrize(
    "name", ["compose.yml", "deploy/docker-compose.yaml", "docs/runbooks/pay.md", "playbooks/a.MD"]
)
def test_compose_files_and_markdown_in_folders_of_runbooks_are_papers(name: str) -> None:
    assert is_paper(name)


@pytest.mark.parametrize("name", ["README.md", "runbooks.md", "runbooks/a.log", "a.log", "deploys.jsonl"])
def test_nothing_else_of_a_repository_is(name: str) -> None:
    assert not is_paper(name)


def test_where_the_walk_ended_is_said(tmp_path: Path) -> None:
    for name in ("a.py", "b.py", "compose.yml"):
        (tmp_path / name).write_text("x")
    assert [type(item) for item in papers(tmp_path)] == [Found]
    assert [type(item) for item in papers(tmp_path, Limits(max_files=2))] == [Skipped]
