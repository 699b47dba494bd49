"""Remotes are fetched over http(s) only; a real fetch is in tests/connectors/test_git_remote.py."""

from pathlib import Path

import pytest

from codriver.access.git.remote import fetched
from codriver.access.http.login import Login
from codriver.access.http.secret import Secret
from codriver.errors import SourceError


@pytest.mark.parametrize("url", ["ext::sh -c whoami", "file:///etc", "ssh://host/x", "--upload-pack=id", "/srv/x.git"])
def test_only_http_is_asked(url: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="only http") as caught:
        fetched(url, "", tmp_path, Login(), 1)
    assert "[repositories]" in caught.value.hint


def test_nobody_there_says_so_without_the_token(tmp_path: Path) -> None:
    login = Login(token=Secret("a-token-to-hide"), header=("Authorization", "Basic {basic}"))
    with pytest.raises(SourceError) as caught:
        fetched("http://127.0.0.1:9/a-token-to-hide.git", "", tmp_path, login, 10)
    assert "a-token-to-hide" not in caught.value.message.partition("fatal")[2]
