"""A pasted trace: what it tells, and the code behind it in a real repository."""

import subprocess
from importlib.resources import files
from json import loads
from pathlib import Path

import pytest

from codriver.errors import SourceError
from codriver.room.shape_of_traces import shape_of_told
from codriver.room.stacktrace import tell

jsonschema = pytest.importorskip("jsonschema")
TRACE = """\
10:00:00 ERROR failed
Traceback (most recent call last):
  File "/app/shop/web.py", line 2, in serve
    return pay(order)
  File "/app/shop/pay.py", line 3, in pay
    return order["card"]
KeyError: 'card'
"""


@pytest.fixture
def pasted(tmp_path: Path) -> Path:
    file = tmp_path / "paste"
    file.write_text(TRACE)
    return file


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    folder = tmp_path / "repo"
    (folder / "services" / "shop").mkdir(parents=True)
    (folder / "services/shop/web.py").write_text("def serve(order):\n    return pay(order)\n")
    (folder / "services/shop/pay.py").write_text("def pay(order):\n    check(order)\n    return order['card']\n")
    who = ("-c", "user.name=alice", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    for command in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "Take cards")):
        subprocess.run(("git", *command), cwd=folder, check=True)
    return folder


def test_a_trace_with_its_code_and_the_files_to_look_at(pasted: Path, repo: Path) -> None:
    told = tell(pasted, repo)
    assert told.trace
    assert told.trace.first_ours == told.trace.frames[-1]
    assert [(one.place.path, one.lines[one.place.frame.line - one.first]) for one in told.code] == [
        ("services/shop/pay.py", "    return order['card']"),
        ("services/shop/web.py", "    return pay(order)"),
    ]
    assert [one.path for one in told.candidates] == ["services/shop/pay.py", "services/shop/web.py"]
    assert told.candidates[0].commits[0].subject == "Take cards"
    assert told.likely
    assert told.gaps == ()


def test_the_shape_is_what_the_schema_says(pasted: Path, repo: Path, tmp_path: Path) -> None:
    schema = loads(files("codriver.schemas").joinpath("stacktrace.json").read_text("utf-8"))
    empty = tmp_path / "empty"
    empty.write_text("nothing")
    for told in (tell(pasted, repo), tell(pasted), tell(empty)):
        jsonschema.Draft202012Validator(schema).validate(shape_of_told(told))


def test_what_is_no_repository_is_a_gap_and_the_trace_is_told(pasted: Path, tmp_path: Path) -> None:
    told = tell(pasted, tmp_path)
    assert told.trace
    assert [gap.what for gap in told.gaps] == ["code"]


def test_a_line_beyond_the_end_of_its_file_is_said(pasted: Path, repo: Path) -> None:
    pasted.write_text(TRACE.replace("line 3", "line 300"))
    assert [gap.what for gap in tell(pasted, repo).gaps] == ["services/shop/pay.py"]


def test_a_table_of_ones_own_comes_first(pasted: Path, tmp_path: Path) -> None:
    table = tmp_path / "ours.md"
    table.write_text("| exception | words | often means | look at |\n|---|---|---|---|\n| KeyError | | ours | here |\n")
    assert tell(pasted, causes=table).likely[0].means == "ours"


def test_a_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        tell(tmp_path / "missing")
