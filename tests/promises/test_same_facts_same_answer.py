"""Promise 3: same facts, same answer."""

import json
import random
import shutil
from datetime import timedelta
from pathlib import Path

from tests.promises.conftest import NOW, Ask

from codriver.room.shape import shape_of


def answer(ask: Ask, *paths: Path, hours: int = 0) -> str:
    return json.dumps(shape_of(ask(*paths, now=NOW + timedelta(hours=hours))), ensure_ascii=False, indent=2)


def test_twice_elsewhere_on_disk_and_at_another_hour_the_bytes_are_the_same(
    incident: Path, ask: Ask, tmp_path: Path
) -> None:
    first = answer(ask, incident)
    copy = tmp_path / "quite" / "another place"
    shutil.copytree(incident, copy)
    assert answer(ask, incident) == first
    assert answer(ask, copy, hours=31) == first


def test_files_given_one_by_one_in_any_order_give_the_same_bytes(told: Path, ask: Ask) -> None:
    files = sorted(path for path in told.rglob("*") if path.is_file())
    first = answer(ask, *files)
    for seed in range(2):
        random.Random(seed).shuffle(files)
        assert answer(ask, *files) == first


def test_nothing_in_an_answer_tells_where_or_when_it_was_made(told: Path, ask: Ask, tmp_path: Path) -> None:
    text = answer(ask, told)
    assert str(told.parent) not in text
    assert str(tmp_path) not in text
    assert str(Path.home()) not in text
    assert NOW.strftime("%Y-%m-%dT%H") not in text
