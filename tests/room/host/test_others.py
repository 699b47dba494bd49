import json
import tomllib
from pathlib import Path

import pytest

from codriver.errors import ConfigError
from codriver.room.host.others import FILES, HOSTS, with_server
from codriver.room.host.setup import write


@pytest.mark.parametrize("host", sorted(FILES))
def test_a_hosts_other_servers_stay_and_ours_is_added_once(tmp_path: Path, host: str) -> None:
    name, key, _ = FILES[host]
    file = tmp_path / name
    file.parent.mkdir()
    file.write_text(json.dumps({key: {"theirs": {"command": "x"}}, "more": 1}))
    write(with_server(tmp_path, host))
    told = json.loads(file.read_text())
    assert told["more"] == 1
    assert (told[key]["theirs"]["command"], told[key]["codriver"]["args"]) == ("x", ["mcp"])
    assert not with_server(tmp_path, host).needed


def test_codex_keeps_its_own_in_toml(tmp_path: Path) -> None:
    (tmp_path / ".codex").mkdir()
    (tmp_path / ".codex" / "config.toml").write_text('model = "x"\n')
    write(with_server(tmp_path, "codex"))
    told = tomllib.loads((tmp_path / ".codex" / "config.toml").read_text())
    assert (told["model"], told["mcp_servers"]["codriver"]["command"]) == ("x", "codriver")
    assert not with_server(tmp_path, "codex").needed


def test_a_host_that_is_none_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        with_server(tmp_path, "emacs")
    assert all(host in caught.value.hint for host in HOSTS)


def test_a_file_that_is_no_json_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".cursor").mkdir()
    (tmp_path / ".cursor" / "mcp.json").write_text("{")
    with pytest.raises(ConfigError, match="is no JSON"):
        with_server(tmp_path, "cursor")
