from pathlib import Path

import pytest

from codriver.config import furnish, state_folder
from codriver.errors import ConfigError
from codriver.model import Service

WHOLE = """
[services.checkout]
owner = "team-shop"
repo = "../checkout"
criticality = "critical"
depends_on = ["tariff", "card-provider"]
aliases = ["checkout-svc"]

[services.card-provider]
external = true

[knowledge]
paths = ["runbooks", "/srv/failure-modes"]

[sources]
paths = ["~/logs"]

[repositories]
paths = ["."]

[state]
path = ".codriver"
"""


def written(folder: Path, text: str) -> Path:
    (folder / "codriver.toml").write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path, text: str) -> ConfigError:
    with pytest.raises(ConfigError) as refusal:
        furnish(written(folder, text), {"HOME": "/home/ann"})
    return refusal.value


def test_a_whole_file_furnishes_the_room_with_paths_relative_to_the_file(tmp_path: Path) -> None:
    room = furnish(written(tmp_path, WHOLE), {"HOME": "/home/ann"})
    assert room.services == (
        Service(name="card-provider", external=True),
        Service(
            name="checkout",
            owner="team-shop",
            repo="../checkout",
            criticality="critical",
            depends_on=("tariff", "card-provider"),
            aliases=("checkout-svc",),
        ),
    )
    assert room.knowledge == (tmp_path / "runbooks", Path("/srv/failure-modes"))
    assert room.sources == (Path("/home/ann/logs"),)
    assert room.repositories == (tmp_path,)
    assert (room.state, room.config_file) == (tmp_path / ".codriver", tmp_path / "codriver.toml")


def test_no_file_is_no_error_and_furnishes_nothing(tmp_path: Path) -> None:
    room = furnish(tmp_path, {"CODRIVER_STATE": str(tmp_path / "state")})
    assert (room.services, room.sources, room.config_file) == ((), (), None)


def test_the_nearest_file_above_the_working_directory_counts(tmp_path: Path) -> None:
    written(tmp_path, "[services.far]\n")
    near = tmp_path / "a"
    below = near / "b"
    below.mkdir(parents=True)
    written(near, "[services.near]\n")
    assert [one.name for one in furnish(below, {"HOME": "/home/ann"}).services] == ["near"]


def test_the_environment_names_another_file(tmp_path: Path) -> None:
    other = tmp_path / "elsewhere.toml"
    other.write_text("[services.other]\n", encoding="utf-8")
    written(tmp_path, "[services.near]\n")
    room = furnish(tmp_path, {"HOME": "/home/ann", "CODRIVER_CONFIG": "elsewhere.toml"})
    assert ([one.name for one in room.services], room.config_file) == (["other"], other)


def test_a_named_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="CODRIVER_CONFIG: no such file"):
        furnish(tmp_path, {"CODRIVER_CONFIG": "gone.toml"})


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[service.a]\n", "service: unknown key `service`", "did you mean `services`?"),
        ("[services.a]\nownr = 'x'\n", "services.a.ownr: unknown key `ownr`", "did you mean `owner`?"),
        ("[sources]\npath = []\n", "sources.path: unknown key `path`", "did you mean `paths`?"),
        ("[services.a]\nowner = 3\n", "services.a.owner: must be a text in quotes, is 3", "see `services.a`"),
        ("[services.a]\nexternal = 'yes'\n", "services.a.external: must be true or false, is 'yes'", ""),
        ("[services.a]\naliases = 'b'\n", "services.a.aliases: must be a list of texts, is 'b'", ""),
        ("[sources]\npaths = [1]\n", "sources.paths: must be a list of texts, is [1]", 'paths = ["one", "two"]'),
        ("[services.a]\ncriticality = 'hihg'\n", "services.a.criticality: unknown `hihg`", "did you mean `high`?"),
        ("services = 3\n", "services: must be a table, is 3", "write [services]"),
        ("[services]\na = 3\n", "services.a: must be a table, is 3", "write [services.a]"),
        ("[services.a]\naliases=['b']\n[services.b]\n", "services.a.aliases: `b` already names b", ""),
    ],
)
def test_what_nobody_reads_is_refused_by_its_path(tmp_path: Path, text: str, message: str, hint: str) -> None:
    refusal = refused(tmp_path, text)
    assert refusal.message == message
    assert hint in refusal.hint


@pytest.mark.parametrize("text", ["owner = x\n", "a = " + "[" * 5000])
def test_what_is_not_toml_is_refused_with_the_file_named(tmp_path: Path, text: str) -> None:
    assert str(tmp_path / "codriver.toml") in refused(tmp_path, text).message


def test_bytes_that_are_not_utf8_and_files_that_are_too_large_are_refused(tmp_path: Path) -> None:
    (tmp_path / "codriver.toml").write_bytes(b"a = '\xff'")
    with pytest.raises(ConfigError, match="not UTF-8 at byte 5"):
        furnish(tmp_path, {})
    (tmp_path / "codriver.toml").write_bytes(b"#" * (1 << 21))
    with pytest.raises(ConfigError, match="larger than 1 MiB"):
        furnish(tmp_path, {})


def test_the_environment_wins_over_the_file_for_the_state_folder(tmp_path: Path) -> None:
    assert furnish(written(tmp_path, WHOLE), {"HOME": "/h", "CODRIVER_STATE": "/srv/state"}).state == Path("/srv/state")


def test_the_state_folder_follows_xdg_then_home() -> None:
    assert state_folder({"XDG_STATE_HOME": "/x", "HOME": "/h"}) == Path("/x/codriver")
    assert state_folder({"XDG_STATE_HOME": "relative", "HOME": "/h"}) == Path("/h/.local/state/codriver")
    with pytest.raises(ConfigError, match="HOME is not set"):
        state_folder({})


def test_a_journal_in_postgresql_is_one_url_and_the_environment_goes_first(tmp_path: Path) -> None:
    (tmp_path / "codriver.toml").write_text('[state]\njournal = "postgresql://shop@db/codriver"\n')
    home = {"HOME": str(tmp_path)}
    assert furnish(tmp_path, home).journal == "postgresql://shop@db/codriver"
    assert furnish(tmp_path, {**home, "CODRIVER_JOURNAL": "postgresql://x@y/z"}).journal == "postgresql://x@y/z"
    with pytest.raises(ConfigError) as caught:
        furnish(tmp_path, {**home, "CODRIVER_JOURNAL": "mysql://mia:hunter2@y/z"})
    assert "hunter2" not in str(caught.value)
