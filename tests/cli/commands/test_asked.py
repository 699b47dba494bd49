from datetime import UTC, datetime
from pathlib import Path

import pytest

from codriver.cli.commands.asked import Asked, existing, requested, screen_width
from codriver.errors import ConfigError

NOW = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)


def test_what_was_typed_becomes_a_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "app.log"
    log.touch()
    request = requested(Asked(paths=(str(log), "-"), repos=(str(tmp_path),), service="basket", at="10:20"), NOW, log)
    assert request.paths == (log,)
    assert request.repositories == (tmp_path,)
    assert (request.pasted, request.service, request.now) == (log, "basket", NOW)
    assert request.at == datetime(2026, 3, 1, 10, 20, tzinfo=UTC)
    assert capsys.readouterr().err.startswith("note: --at 10:20 has no time zone: taken as UTC")


def test_a_missing_or_empty_path_is_refused(tmp_path: Path) -> None:
    for path in (str(tmp_path / "gone"), ""):
        with pytest.raises(ConfigError, match="no such path"):
            existing(path)


def test_a_dangling_link_is_there_so_that_the_room_can_say_why_it_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    assert existing(str(tmp_path / "link")) == tmp_path / "link"


def test_a_page_is_80_columns_where_there_is_no_terminal() -> None:
    assert screen_width() == 80
