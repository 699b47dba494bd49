import subprocess
from pathlib import Path

import pytest
from tests.room.conftest import asked

from codriver.errors import ConfigError
from codriver.room.material import collect, is_repository
from codriver.room.request import Room


def names(room: Room, *paths: Path, **more: object) -> list[str]:
    return [file.name for file in collect(room, asked(*paths, **more)).files]


def written(path: Path, text: str = "x\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_one_folder_gives_names_from_its_root(room: Room, tmp_path: Path) -> None:
    written(tmp_path / "in/logs/pay.log")
    assert names(room, tmp_path / "in") == ["logs/pay.log"]


def test_several_paths_lead_their_names_and_equal_ones_are_told_apart(room: Room, tmp_path: Path) -> None:
    paths = [written(tmp_path / "a/pay.log"), written(tmp_path / "b/pay.log"), written(tmp_path / "c/pay.log~2")]
    assert names(room, *paths) == ["pay.log", "pay.log~2", "pay.log~2~2"]


def test_a_file_given_twice_is_read_once(room: Room, tmp_path: Path) -> None:
    log = written(tmp_path / "in/pay.log")
    assert len(names(room, tmp_path / "in", log)) == 1


def test_a_paste_and_a_file_of_its_name_are_both_kept(room: Room, tmp_path: Path) -> None:
    pasted, file = written(tmp_path / "spool/x"), written(tmp_path / "stdin")
    assert names(room, file, pasted=pasted) == ["stdin", "stdin~2"]


def test_a_path_that_is_not_there_is_the_askers_mistake(room: Room, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file or folder"):
        collect(room, asked(tmp_path / "none"))


def test_a_repository_anywhere_in_a_folder_is_found_beside_its_files(room: Room, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path / "in/src/shop")], check=True)
    written(tmp_path / "in/src/shop/README.md")
    assert names(room, tmp_path / "in") == ["src/shop", "src/shop/README.md"]
    assert is_repository(tmp_path / "in/src/shop")
    assert not is_repository(tmp_path / "in")


def test_two_repositories_of_one_name_are_both_read(room: Room, tmp_path: Path) -> None:
    for team in ("red", "blue"):
        subprocess.run(["git", "init", "-q", str(tmp_path / team / "shop")], check=True)
    assert names(room, repositories=(tmp_path / "red/shop", tmp_path / "blue/shop")) == ["shop", "shop~2"]


def test_without_paths_the_configured_sources_are_read(tmp_path: Path) -> None:
    room = Room(state=tmp_path / "state", sources=(written(tmp_path / "app.log"),))
    assert names(room) == ["app.log"]


def test_what_was_passed_by_is_a_gap(room: Room, tmp_path: Path) -> None:
    written(tmp_path / "in/a.log")
    (tmp_path / "in/gone").symlink_to("nowhere")
    assert [gap.what for gap in collect(room, asked(tmp_path / "in")).gaps] == ["gone"]


def test_of_a_repository_its_compose_files_and_runbooks_are_read_too(room: Room, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    subprocess.run(["git", "init", "-q", str(shop)], check=True)
    for name in ("compose.yml", "docs/runbooks/pay.md", "README.md", "app.log"):
        written(shop / name)
    papers = ["shop", "shop/compose.yml", "shop/docs/runbooks/pay.md"]
    assert names(room, repositories=(shop,)) == papers
    assert names(Room(state=room.state, repositories=(shop,))) == papers
    assert names(room, shop, repositories=(shop,)) == [
        "README.md",
        "app.log",
        "compose.yml",
        "docs/runbooks/pay.md",
        "shop",
    ]
