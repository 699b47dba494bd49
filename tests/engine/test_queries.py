"""Queries in the language of the source that showed the suspect; hostile names give none."""

from dataclasses import replace

import pytest

from codriver.engine import Seen
from codriver.engine.evidence import supports
from codriver.engine.queries import query
from codriver.model import Hypothesis, Observation, Signal
from codriver.testing import ONSET, a_citation, a_situation

CITE = a_citation("a.json#/1")
SEEN = Observation(
    signal=Signal.METRIC,
    source="prometheus-api",
    service="pay",
    at=ONSET,
    name="http_requests_total",
    says="rose",
    cites=(CITE,),
    deviation=9.0,
)
PAY = Hypothesis(suspect="pay", mechanism="slow", says="slow", evidence=(supports("plain", "rose", (CITE,)),))


def asked(*seen: Observation, of: Hypothesis = PAY) -> tuple[str, str]:
    return query(Seen(a_situation(observations=list(seen)), ()), of)


def test_what_only_counts_up_is_asked_as_a_rate_and_means_as_sum_over_count() -> None:
    mean = replace(SEEN, name="request_seconds", labels=(("stat", "mean"),))
    assert asked(SEEN) == ("promql", 'sum(rate(http_requests_total{job=~".*pay.*"}[5m]))')
    where = '{job=~".*pay.*"}[5m]'
    assert asked(mean)[1] == f"sum(rate(request_seconds_sum{where})) / sum(rate(request_seconds_count{where}))"


def test_lines_are_asked_of_the_store_that_gave_them() -> None:
    line = replace(SEEN, signal=Signal.LOG, source="loki", name="boom", kind="")
    tool, text = asked(line)
    assert tool == "logql"
    assert text.startswith('{service_name="pay"}')


@pytest.mark.parametrize("name", ['x"} or vector(1)', "a b", ""])
def test_a_name_that_could_end_a_quote_gives_no_query(name: str) -> None:
    assert asked(replace(SEEN, name=name)) == ("", "")
    assert asked(replace(SEEN, service=name), of=replace(PAY, suspect=name)) == ("", "")


def test_files_have_no_language() -> None:
    assert asked(replace(SEEN, source="metric-csv")) == ("", "")
