"""A git repository behind a real web server: its commits become changes, without a clone of one's own."""

import os
import subprocess
from pathlib import Path

import pytest
from tests.servers import Answering, Asked, Reply, as_json, serving

from codriver.access.http.client import Client
from codriver.connectors import File, Source, git_history, git_remote
from codriver.errors import SourceError
from codriver.model import Change, Scope
from codriver.testing import ONSET


def git(folder: Path, *words: str) -> None:
    known = {"GIT_AUTHOR_DATE": "2026-03-01T01:50:00Z", "GIT_COMMITTER_DATE": "2026-03-01T01:50:00Z"}
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "init.defaultBranch=main"]
    environ = {**os.environ, **known, "GIT_CONFIG_GLOBAL": "/dev/null"}
    subprocess.run(["git", *who, *words], cwd=folder, env=environ, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository as a plain web server serves it."""
    folder = tmp_path / "shop"
    (folder / "services" / "pay").mkdir(parents=True)
    (folder / "services" / "pay" / "app.py").write_text("retries = 2\n")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Retry twice")
    return folder


def smart_http(repository: Path) -> Answering:
    """Answers as git's own `http-backend` does."""

    def answer(asked: Asked) -> Reply:
        query = "&".join(f"{key}={value[0]}" for key, value in asked.query.items())
        environ = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(repository.parent),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": asked.path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": asked.method,
            "CONTENT_TYPE": asked.headers.get("content-type", ""),
            "CONTENT_LENGTH": str(len(asked.body)),
            "HTTP_CONTENT_ENCODING": asked.headers.get("content-encoding", ""),
            "GIT_PROTOCOL": asked.headers.get("git-protocol", ""),
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*",
        }
        done = subprocess.run(["git", "http-backend"], env=environ, input=asked.body, capture_output=True, check=True)
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        status = int(headers.pop("Status", "200 OK").split()[0])
        return Reply(body, status=status, headers=headers)

    return answer


def a_source(url: str, folder: Path) -> Source:
    return Source(name="shop", now=ONSET, client=Client(url), folder=folder)


def test_the_commits_of_a_remote_are_changes(repository: Path, tmp_path: Path) -> None:
    with serving(smart_http(repository)) as server:
        source = a_source(f"{server.url}/shop/.git", tmp_path / "state")
        list(git_remote.fetch(source, Scope()))
        (found,) = git_remote.fetch(source, Scope())  # the second time it is only brought up to date
    assert isinstance(found, File)
    (change,) = (fact for fact in git_history.read(found, Scope()) if isinstance(fact, Change))
    assert (change.what, change.service, change.by) == ("Retry twice", "pay", "Ann")


@pytest.mark.parametrize("reply", [as_json({}), Reply(b"<html>")])
def test_what_is_no_repository_says_so(reply: Reply, tmp_path: Path) -> None:
    with serving(lambda _: reply) as server, pytest.raises(SourceError):
        list(git_remote.fetch(a_source(server.url, tmp_path), Scope()))
