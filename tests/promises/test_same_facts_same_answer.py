"""Promise 3: same facts, same answer."""

import json
import os
import random
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from tests.promises.conftest import NOW, Ask

from codriver.room.shape import shape_of


def answer(ask: Ask, *paths: Path, hours: int = 0) -> str:
    return json.dumps(shape_of(ask(*paths, now=NOW + timedelta(hours=hours))), ensure_ascii=False, indent=2)


def program(work: Path, incident: Path, seed: str) -> bytes:
    """The bytes that a fresh process prints; `seed` orders its sets and dictionaries of texts."""
    env = {"PATH": os.environ["PATH"], "HOME": str(work), "CODRIVER_STATE": str(work / seed), "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "codriver", "triage", str(incident), "--json"]
    return subprocess.run(command, cwd=work, env=env, check=True, capture_output=True).stdout


def test_two_processes_and_a_copy_elsewhere_on_disk_print_the_same_bytes(incident: Path, tmp_path: Path) -> None:
    copy = tmp_path / "quite" / "another place"
    shutil.copytree(incident, copy)
    assert program(tmp_path, incident, "1") == program(tmp_path, copy, "2")


def test_another_hour_and_a_second_time_change_nothing(told: Path, ask: Ask) -> None:
    assert answer(ask, told) == answer(ask, told, hours=31)


def test_files_given_one_by_one_in_any_order_give_the_same_bytes(told: Path, ask: Ask) -> None:
    files = sorted(path for path in told.rglob("*") if path.is_file())
    first = answer(ask, *files)
    random.Random(1).shuffle(files)
    assert answer(ask, *files) == first


def test_nothing_in_an_answer_tells_where_or_when_it_was_made(told: Path, ask: Ask, tmp_path: Path) -> None:
    text = answer(ask, told)
    assert str(told.parent) not in text
    assert str(tmp_path) not in text
    assert str(Path.home()) not in text
    assert NOW.strftime("%Y-%m-%dT%H") not in text
