import subprocess
import tomllib
from pathlib import Path

import pytest

from codriver.config import furnish
from codriver.errors import ConfigError
from codriver.room.first_config import draft

COMPOSE = """services:
  web:
    depends_on: [pay]
    labels: {owner: team-web, criticality: critical}
  "pay \\"x\\"": {image: x}
  pay: {image: x}
"""


def test_services_knowledge_and_history_are_found_and_the_text_is_a_configuration(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "docs/runbooks").mkdir(parents=True)
    (tmp_path / "docs/runbooks/pay.md").write_text("# Pay\n")
    (tmp_path / "src/lessons").mkdir(parents=True)
    (tmp_path / "src/lessons/code.py").write_text("pass\n")
    (tmp_path / "compose.yml").write_text(COMPOSE)
    text = draft(tmp_path)
    (tmp_path / "codriver.toml").write_text(text)

    told = tomllib.loads(text)
    assert told["knowledge"] == {"paths": ["docs/runbooks"]}
    assert told["repositories"] == {"paths": ["."]}
    assert told["services"]["web"] == {"owner": "team-web", "criticality": "critical", "depends_on": ["pay"]}
    room = furnish(tmp_path, {"CODRIVER_STATE": str(tmp_path / "state")})
    assert {service.name for service in room.services} == {"web", "pay", 'pay "x"'}


def test_an_empty_folder_gives_a_file_of_comments_that_is_valid(tmp_path: Path) -> None:
    assert tomllib.loads(draft(tmp_path)) == {}
    assert "[services.checkout]" in draft(tmp_path)


def test_a_broken_compose_file_does_not_stop_the_draft(tmp_path: Path) -> None:
    (tmp_path / "compose.yml").write_text("services: [")
    assert tomllib.loads(draft(tmp_path)) == {}


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        draft(tmp_path / "none")
