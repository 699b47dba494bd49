"""Promise 2: what could not be seen is said, and never looks like health.

A source here is: the logs of one service, the metrics as a whole, each kind of measurement, the traces, the alert, the
deploy log, the history, the runbooks, the failure modes. Topology is told by traces and by compose alike: it is only
unseen when both are gone. One of two runbooks is no source of its own.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.promises.conftest import Ask

from codriver.engine.rank import rank
from codriver.model import Assessment, Evidence, Gap, Hypothesis, Matters, Outcome, Stance, Standing
from codriver.room.triage import assess, shipped_weights
from codriver.testing import a_deploy, a_situation, an_alert, an_edge, an_error, edges

HEALTH = ("healthy", "fine", "steady")
SOURCES = {
    "logs of web": ("logs/web.log",),
    "logs of orders": ("logs/orders.log",),
    "logs of stock": ("logs/stock.log",),
    "logs of pay": ("logs/pay.log.gz",),
    "logs": ("logs",),
    "metrics": ("metrics",),
    "traces": ("traces.jsonl",),
    "alerts": ("alert.json",),
    "deploys": ("deploys.jsonl",),
    "history": ("repo.bundle",),
    "topology": ("docker-compose.yml", "traces.jsonl"),
    "runbooks": ("runbooks", "failure-modes"),
    "failure modes": ("failure-modes",),
}
MEASURED = {"errors": "requests.json", "latency": "durations.json", "memory": "levels.csv", "connections": "levels.csv"}


def without(folder: Path, copy: Path, *names: str) -> Path:
    shutil.copytree(folder, copy)
    for name in names:
        path = copy / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return copy


def gaps(found: Assessment) -> set[str]:
    return {gap.what for gap in found.gaps}


@pytest.fixture(scope="module")
def whole(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return fresh_ask(tmp_path_factory)(told)


def fresh_ask(folders: pytest.TempPathFactory) -> Callable[[Path], Assessment]:
    from tests.promises.conftest import NOW

    from codriver.room.request import Request, Room
    from codriver.room.triage import triage

    room = Room(state=folders.mktemp("state"))
    return lambda path: triage(room, Request(now=NOW, paths=(path,)), lambda _: None)


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_that_is_taken_away_becomes_a_gap_and_makes_nobody_healthy(
    source: str, told: Path, whole: Assessment, ask: Ask, tmp_path: Path
) -> None:
    found = ask(without(told, tmp_path / "copy", *SOURCES[source]))
    assert source in gaps(found) - gaps(whole)
    assert all(gap.hint for gap in found.gaps)
    assert [one for one in healthy(found) if speaks_of(one, SOURCES[source])] == []
    assert not (found.outcome is Outcome.LEADING and found.hypotheses[0].suspect != "stock")  # never wrongly sure


@pytest.mark.parametrize("kind", MEASURED)
def test_a_kind_of_measurement_that_is_taken_away_becomes_a_gap(
    kind: str, told: Path, whole: Assessment, ask: Ask, tmp_path: Path
) -> None:
    found = ask(without(told, tmp_path / "copy", f"metrics/{MEASURED[kind]}"))
    assert kind in gaps(found) - gaps(whole)


def healthy(found: Assessment) -> list[Evidence]:
    every = (e for hypothesis in (*found.hypotheses, *found.ruled_out) for e in hypothesis.evidence)
    return [one for one in every if one.feature.endswith(HEALTH)]


def speaks_of(evidence: Evidence, taken: tuple[str, ...]) -> bool:
    return not evidence.cites or any(cite.ref.locator.startswith(taken) for cite in evidence.cites)


@pytest.mark.parametrize("service", ["web", "orders", "stock", "pay"])
def test_a_service_of_which_nothing_is_left_is_not_called_healthy(
    service: str, told: Path, ask: Ask, tmp_path: Path
) -> None:
    copy = without(
        told, tmp_path / "copy", "traces.jsonl", "logs/pay.log.gz" if service == "pay" else f"logs/{service}.log"
    )
    for file in (copy / "metrics").glob("*.json"):
        answer = json.loads(file.read_text())
        answer["data"]["result"] = [one for one in answer["data"]["result"] if one["metric"]["job"] != service]
        file.write_text(json.dumps(answer))
    rows = (copy / "metrics/levels.csv").read_text().splitlines()
    (copy / "metrics/levels.csv").write_text("\n".join(row for row in rows if f",{service}," not in row) + "\n")
    found = ask(copy)
    assert f"all telemetry of {service}" in gaps(found)
    about = [hypothesis for hypothesis in (*found.hypotheses, *found.ruled_out) if hypothesis.suspect == service]
    assert [e.because for h in about for e in h.evidence if e.feature.endswith(HEALTH)] == []


def test_pairs_of_missing_sources_never_make_an_answer_wrongly_sure(told: Path, ask: Ask, tmp_path: Path) -> None:
    pairs = [
        ("logs/stock.log", "traces.jsonl"),
        ("deploys.jsonl", "logs/orders.log"),
        ("metrics", "logs"),
        ("traces.jsonl", "logs"),
    ]
    for number, names in enumerate(pairs):
        found = ask(without(told, tmp_path / str(number), *names))
        assert found.outcome is not Outcome.LEADING or found.hypotheses[0].suspect == "stock", names


def test_nothing_that_was_looked_at_and_nothing_at_all_are_told_apart(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "calm.log").write_text("".join(f"2026-03-01T01:{n:02}:00Z INFO all is well\n" for n in range(60)))
    nothing, calm = ask(tmp_path / "empty"), ask(tmp_path / "calm.log")
    assert "logs" in gaps(nothing)
    assert "logs" not in gaps(calm)
    assert healthy(nothing) == []


texts = st.sampled_from(["logs of pay", "traces", "deploys", "disk", "a file"])
some_gaps = st.lists(
    st.builds(Gap, what=texts, why=texts, hint=texts, source=texts, matters=st.sampled_from(list(Matters))), max_size=8
)
ORDER = [Standing.RULED_OUT, Standing.WEAK, Standing.MEDIUM, Standing.STRONG]


@settings(max_examples=40, deadline=None)
@given(before=some_gaps, more=some_gaps)
def test_one_more_gap_never_raises_standing_or_outcome(before: list[Gap], more: list[Gap]) -> None:
    facts = a_situation(
        observations=[
            an_error("stock", "boom"),
            an_edge("web", "orders", errors=(0.0, 0.4)),
            an_edge("orders", "stock", errors=(0.0, 0.5)),
            an_alert("web", "Down"),
        ],
        changes=[a_deploy("stock"), a_deploy("web", minutes=-1)],
        dependencies=edges("web > orders", "orders > stock"),
    )
    less_blind = assess(replace(facts, gaps=tuple(before)))
    blinder = assess(replace(facts, gaps=(*before, *more)))
    assert _sure(blinder) <= _sure(less_blind)
    assert [h.id for h in blinder.hypotheses] == [h.id for h in less_blind.hypotheses]
    for one, other in zip(blinder.hypotheses, less_blind.hypotheses, strict=True):
        assert ORDER.index(one.standing) <= ORDER.index(other.standing)


def _sure(found: Assessment) -> bool:
    return found.outcome is Outcome.LEADING


@settings(max_examples=150, deadline=None)
@given(
    sizes=st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.floats(0, 1)), max_size=6),
    before=some_gaps,
    more=some_gaps,
)
def test_whatever_the_candidates_a_gap_never_makes_one_lead(
    sizes: list[tuple[str, float]], before: list[Gap], more: list[Gap]
) -> None:
    candidates = [
        Hypothesis(suspect=suspect, mechanism="deploy", says=suspect, detail=str(place)).with_evidence(
            Evidence(stance=Stance.SUPPORTS, feature="callee_in_trouble", because="it is", cites=(), size=size)
        )
        for place, (suspect, size) in enumerate(sizes)
    ]
    weights = shipped_weights()
    seen = rank(candidates, before, weights, trouble=True)
    blind = rank(candidates, [*before, *more], weights, trouble=True)
    assert not (blind.outcome is Outcome.LEADING and seen.outcome is not Outcome.LEADING)
