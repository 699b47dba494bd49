"""Alertmanager, asked over its API v2 (written for 0.25 to 0.28): the alerts that fire now, and what is silenced.

What it looks for: `GET /api/v2/alerts`, active, neither silenced nor inhibited; resolved alerts it forgets by itself.
Needs: to reach it, and when a proxy stands before it a token that may GET `/api/v2/alerts`. When it is wrong: an alert
that somebody silenced is only named; an Alertmanager that Prometheus does not send to shows none.
"""

from collections.abc import Iterator

from codriver.connectors import Document, Fact, Source
from codriver.model import Gap, Matters, Scope

NAME = "alertmanager-api"
GIVES = ("alerts",)
SETTINGS = {
    "match": "only alerts with these labels: a list of matchers such as 'team=\"shop\"'",
    "receiver": "only alerts for this receiver (a regular expression)",
}
URL = "http://localhost:9093"
PROBE = ("/api/v2/status", b'"cluster"')
EXAMPLE = 'url = "http://localhost:9093"'

_ALERTS = "/api/v2/alerts"
_NEEDS = "GET /api/v2/alerts"
_NAMED = 10


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """The alerts that fire, as they came, and a Gap that names those which are silenced.

    Raises:
        SourceError: it does not answer.
    """
    del scope  # what fires is few, and Alertmanager keeps no past
    yield from firing(source)
    answer = source.http.get(_ALERTS, (*_asked(source), *_states(active=False)), needs=_NEEDS).json()
    names = sorted({str(one.get("labels", {}).get("alertname", "alert")) for one in answer if isinstance(one, dict)})
    if names:
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield Gap(
            what="silenced alerts",
            why=f"silenced or inhibited, so not shown as firing: {', '.join(names[:_NAMED])}{more}",
            hint="see the silences in Alertmanager: one of them may hide this incident",
            source=source.name,
            matters=Matters.LITTLE,
        )


def firing(source: Source) -> Iterator[Fact | Document]:
    """The answer that lists what fires now; nothing when nothing does."""
    answer = source.http.get(_ALERTS, (*_asked(source), *_states(active=True)), needs=_NEEDS)
    if answer.json():
        yield Document(answer.url, answer.body)


def _asked(source: Source) -> tuple[tuple[str, str], ...]:
    receiver = source.text("receiver")
    return (*(("filter", one) for one in source.texts("match")), *((("receiver", receiver),) if receiver else ()))


def _states(*, active: bool) -> tuple[tuple[str, str], ...]:
    wanted, other = str(active).lower(), str(not active).lower()
    return (("active", wanted), ("silenced", other), ("inhibited", other))
