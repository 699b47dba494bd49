"""A read-only command, described in codriver.toml: what it prints goes to whoever reads such a file.

What it looks for: nothing by itself. `kubectl get pods -o json`, `journalctl -o json`, `docker logs web` and the like
print what codriver reads from files. Only programs and verbs that read are run (`kubectl get`, never `kubectl apply`),
without a shell. Needs: the program on PATH, and whatever it needs. When it is wrong: output without a time of its own
is placed nowhere.
"""

from collections.abc import Iterator

from codriver.access.commands import run
from codriver.connectors import Document, Fact, Source
from codriver.model import Scope
from codriver.telemetry.rows import LogBlock

NAME = "command"
GIVES = ("what it was set up for",)
SETTINGS = {
    "command": "the program and its words, as a list; {since} and {until} stand for the time (ISO 8601)",
    "service": "whose log lines it prints, where it prints log lines",
}
EXAMPLE = """\
command = ["journalctl", "-u", "web", "--since", "{since}", "-o", "short-iso"]
service = "web"
"""


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """What the command prints: log lines when it says whose, else a document.

    Raises:
        SourceError: it fails, or is too slow.
        ConfigError: it is not among the commands that are known to read only.
    """
    since, until = source.times(scope)
    times = {"{since}": f"{since:%Y-%m-%dT%H:%M:%SZ}", "{until}": f"{until:%Y-%m-%dT%H:%M:%SZ}"}
    words = [times.get(word, word) for word in source.texts("command")]
    printed = run(words, source.left())
    name = " ".join(words)
    if source.text("service"):
        yield LogBlock(NAME, name, 1, printed, source.text("service"))
    else:
        yield Document(name, printed)
