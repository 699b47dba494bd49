"""The read-only look-ups that a model may choose among while it answers a question: all of them in the record."""

from collections.abc import Callable, Iterator, Mapping

from codriver.advice.answers import LookUp
from codriver.advice.facts import rows, text
from codriver.model import iso
from codriver.room.incidents.story import Story

MOST = 40  # records of one look-up
OF_A_SERVICE = ("findings", "changes", "hypotheses", "ruled_out", "code")
Records = Iterator[tuple[str, str]]

TOOLS: Mapping[str, str] = {
    "service": "all that was found of one service; with: its name",
    "timeline": "what people did and said in this incident; with: nothing",
    "source": "the words of one citation, whole; with: its id",
    "runbooks": "the runbook sections that fit, whole; with: nothing",
}


def looked_up(story: Story, wanted: LookUp) -> dict[str, str]:
    """Records by id; empty when nothing fits."""
    found = list(_ASKED[wanted.tool](story, wanted.argument.strip("[] ")))
    return dict(found[:MOST])


def _service(story: Story, name: str) -> Records:
    for listed in OF_A_SERVICE:
        for row in rows(story.latest, listed):
            if name in (text(row, "service"), text(row, "suspect"), text(row, "peer")):
                yield text(row, "id") or f"code-{text(row, 'file')}", " | ".join(_words(row))


def _timeline(story: Story, _: str) -> Records:
    for row, entry in story.typed:
        yield (
            f"row-{row.number}",
            f"{iso(row.at)} {row.kind} by {entry.by or 'codriver'}: {' | '.join(_words(row.body))}",
        )


def _source(story: Story, start: str) -> Records:
    cites = story.latest.get("citations")
    for id_, cite in cites.items() if isinstance(cites, dict) else ():
        if start and str(id_).startswith(start) and isinstance(cite, dict):
            yield str(id_), text(cite, "quote")


def _runbooks(story: Story, _: str) -> Records:
    for row in rows(story.latest, "runbooks"):
        yield text(row, "id"), " | ".join(_words(row))


def _words(row: Mapping[str, object]) -> Iterator[str]:
    for key, value in row.items():
        if isinstance(value, str) and value and key not in ("id", "schema"):
            yield value


_ASKED: Mapping[str, Callable[[Story, str], Records]] = {
    "service": _service,
    "timeline": _timeline,
    "source": _source,
    "runbooks": _runbooks,
}
