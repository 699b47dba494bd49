"""A query to paste, for the kind of source that showed the suspect: only in languages of sources that were seen.

The metric that speaks plainest for the hypothesis is asked for again, as it is now. Names from outside go in quoted; a
name that could end a quote, or is no name of a metric, gives no query.
"""

import re
from collections.abc import Iterator

from codriver.engine.seen import Seen
from codriver.model import Hypothesis, Observation, Signal

PROMQL, LOGQL = ("prometheus", "victoriametrics"), ("loki",)
_METRIC = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]{0,200}\Z")
_PLAIN = re.compile(r"[\w.:/@-]{1,200}\Z")
_SUMMED = ("mean", "p50", "p95", "p99")

Query = tuple[str, str]


def query(seen: Seen, hypothesis: Hypothesis) -> Query:
    """(tool, query), or two empty strings where no source has a language for it."""
    return next(_queries(seen, hypothesis), ("", ""))


def _queries(seen: Seen, hypothesis: Hypothesis) -> Iterator[Query]:
    suspect = hypothesis.suspect
    if not _PLAIN.match(suspect):
        return
    told = {cite.id for piece in hypothesis.evidence if piece.weight >= 0 for cite in piece.cites}
    of_it = [one for one in seen.observations(suspect) if not told.isdisjoint(cite.id for cite in one.cites)]
    for one in sorted(of_it, key=lambda one: (-abs(one.deviation), one.id)):
        if one.signal == Signal.METRIC and _is_of(one, PROMQL) and _METRIC.match(one.name):
            yield "promql", _promql(one, suspect)
    if any(_is_of(one, LOGQL) for one in seen.observations(suspect)):
        yield "logql", f'{{service_name="{suspect}"}} |~ "(?i)error|exception|refused|timed? ?out"'


def _is_of(one: Observation, sources: tuple[str, ...]) -> bool:
    return one.source.lower().startswith(sources)


def _promql(one: Observation, suspect: str) -> str:
    """The metric by its own name, as a rate where it only counts up."""
    where, stat = f'{{job=~".*{suspect}.*"}}', one.label("stat")
    if stat in _SUMMED:
        top, below = (f"rate({one.name}_{part}{where}[5m])" for part in ("sum", "count"))
        return f"sum({top}) / sum({below})"
    if one.name.endswith("_total") or stat in ("rate", "share", "refused"):
        return f"sum(rate({one.name}{where}[5m]))"
    return f"{one.name}{where}"
