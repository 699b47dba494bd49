from collections.abc import Callable
from pathlib import Path

import pytest

from codriver.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory of its own, with a journal of its own beside it."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("CODRIVER_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("CODRIVER_CONFIG", raising=False)
    return work


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command in `home`; its exit code, stdout and stderr."""
    assert home.is_dir()

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        return (code, *capsys.readouterr())

    return command


@pytest.fixture
def logs(home: Path) -> Path:
    """A folder with a service that is well for ten minutes and fails for five."""
    folder = home / "logs"
    folder.mkdir()
    lines = [
        f"2026-03-01T10:{minute:02}:{second:02}Z INFO served /basket" for minute in range(10) for second in (5, 35)
    ]
    lines += [
        f"2026-03-01T10:{m:02}:{s:02}Z ERROR no connection to store" for m in range(10, 15) for s in range(0, 60, 2)
    ]
    (folder / "basket.log").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def deploys(home: Path) -> Path:
    """A deploy log with one deploy and one change of configuration."""
    file = home / "deploys.csv"
    rows = ["at,kind,service,version,what", "2026-03-01T10:08:00Z,deploy,basket,v2,Warm the cache"]
    file.write_text("\n".join([*rows, "2026-03-01T09:00:00Z,config,basket,17,More workers"]) + "\n", encoding="utf-8")
    return file
