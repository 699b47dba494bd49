"""A git repository on a server, without a clone of yours: its last commits are fetched, then read like any history.

What it looks for: the last 300 commits of a branch, over https, into a bare repository in the state folder; what it
does with them is what `git_history` does. Needs: a token that may read the repository (a deploy token with
`read_repository`, a fine-grained one with Contents: read); none for a public one. When it is wrong: a commit is no
deploy; a history cut off at 300 commits does not show older ones.
"""

from collections.abc import Iterator
from dataclasses import replace

from codriver.access.git.remote import fetched
from codriver.access.http.login import Login
from codriver.connectors import Document, Fact, File, Source
from codriver.errors import SourceError
from codriver.model import Scope

NAME = "git-remote"
GIVES = ("history",)
SETTINGS = {"branch": "which branch; the remote's own default when not said"}
AUTH = ("Authorization", "Basic {basic}")
EXAMPLE = """\
url = "https://git.example.com/acme/shop.git"
token_env = "GIT_TOKEN"
"""

ANY = {"accept": "*/*"}
_NEEDS = "to read the repository (Contents: read, or read_repository)"


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document | File]:
    """The repository as a folder to be read.

    Raises:
        SourceError: it does not answer, or the token is not let in.
    """
    del scope  # the history is cut by its depth; its reader cuts it by time
    login = replace(source.login or Login(), header=AUTH)
    hello = source.http.get("/info/refs", {"service": "git-upload-pack"}, needs=_NEEDS, headers=ANY)
    if b"service=git-upload-pack" not in hello.body[:200]:
        hello.json()  # a web page says so by itself
        raise SourceError(
            f"{source.http.url}: broken off, or no git repository", hint="is `url` what `git clone` takes?"
        )
    home = fetched(source.http.url, source.text("branch"), source.folder / "git", login, source.left())
    yield File(home, home.name)
