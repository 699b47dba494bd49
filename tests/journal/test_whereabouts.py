"""The lock looks for the record where everything else of codriver keeps it."""

from pathlib import Path

import pytest

from codriver.config import furnish
from codriver.journal.whereabouts import Whereabouts, whereabouts

URL = "postgresql://mia@db/shop"


@pytest.fixture
def inner(tmp_path: Path) -> Path:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    return inner


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        '[state]\npath = "kept"\n',
        f'[state]\njournal = "{URL}"\n',
        f'[state]\npath = "~"\njournal = "{URL}"\n',
    ],
)
@pytest.mark.parametrize(
    "environ", [{}, {"XDG_STATE_HOME": "/x"}, {"CODRIVER_STATE": "/z"}, {"CODRIVER_JOURNAL": "postgres://other/db"}]
)
def test_it_is_the_place_that_the_settings_name(
    inner: Path, environ: dict[str, str], text: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(inner.parent))
    if text is not None:
        (inner.parent / "codriver.toml").write_text(text, "utf-8")
    known = {"HOME": str(inner.parent), **environ}
    room = furnish(inner, known)
    assert whereabouts(str(inner), known) == Whereabouts(str(room.state), room.journal)


@pytest.mark.parametrize("line", ['url = "x"', 'journal = "mysql://x"', "journal = 3", "path = ["])
def test_what_it_does_not_know_is_an_error_even_where_the_environment_names_a_folder(inner: Path, line: str) -> None:
    (inner / "codriver.toml").write_text(f"[state]\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=r"store|TOML|Invalid|value"):
        whereabouts(str(inner), {"HOME": "/h", "CODRIVER_STATE": "/z"})
