"""Tokens come from the environment or a file of their own, and are shown nowhere."""

from pathlib import Path

from codriver.access.http.login import Login
from codriver.access.http.secret import Secret, scrubbed, secret


def test_a_secret_is_read_from_the_environment_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("from-file\n")
    file.chmod(0o600)
    assert secret("TOKEN", file, {"TOKEN": " from-env "}).value == "from-env"
    assert secret("TOKEN", file, {}) == Secret("from-file")
    assert secret("TOKEN", None, {}).missing == "the environment variable TOKEN is not set"
    assert secret("", None, {}) == Secret()


def test_a_file_that_is_not_there_or_open_to_others_is_told(tmp_path: Path) -> None:
    file = tmp_path / "token"
    assert "cannot be read" in secret("", file, {}).missing
    file.write_text("")
    assert "empty" in secret("", file, {}).missing
    file.write_text("x" * 20)
    file.chmod(0o644)
    assert "others" in secret("", file, {}).doubt


def test_a_secret_prints_nothing() -> None:
    login = Login(user="me", password=Secret("hunter2-hunter2"), more={"X-Key": Secret("other-key")})
    assert "hunter2" not in f"{login!r} {login.password} {login.password!r}"
    assert login.headers() == {"X-Key": "other-key", "Authorization": "Basic bWU6aHVudGVyMi1odW50ZXIy"}


def test_every_spelling_of_a_secret_is_taken_out() -> None:
    login = Login(user="me", password=Secret("hunter2-hunter2"))
    text = "hunter2-hunter2 and bWU6aHVudGVyMi1odW50ZXIy and aHVudGVyMi1odW50ZXIy"
    assert scrubbed(text, login.secrets()) == "*** and *** and ***"
    assert scrubbed("abc", ["a"]) == "abc"
