"""A remedy on paper, and its verdict, in words and in JSON that fits its schema."""

import json
from importlib.resources import files

import pytest
from tests.cli.commands.conftest import Run

jsonschema = pytest.importorskip("jsonschema")
TYPED = ("propose", "--command", "systemctl restart web", "--target", "web")


def fits(schema: str, out: str) -> dict[str, object]:
    told = json.loads(files("codriver.schemas").joinpath(f"{schema}.json").read_text("utf-8"))
    found: dict[str, object] = json.loads(out)
    jsonschema.Draft202012Validator(told).validate(found)
    return found


def test_a_typed_command_becomes_a_card(run: Run) -> None:
    run("incident", "open", "web fails")
    code, out, err = run(*TYPED)
    assert (code, err) == (0, "")
    assert "R1, reversible and small" in out
    assert "next: codriver confirm p-" in out
    assert fits("proposal", run(*TYPED, "--json")[1])["proposal"]


def test_without_a_remedy_the_known_ones_are_listed(run: Run) -> None:
    run("incident", "open", "web fails")
    assert "no remedy is known here" in run("propose")[1]
    assert fits("remedies", run("propose", "--json")[1])["remedies"] == []


def test_what_only_looks_needs_no_card(run: Run) -> None:
    run("incident", "open", "web fails")
    code, _, err = run("propose", "--command", "kubectl get pods")
    assert (code, "only looks" in err) == (2, True)


def test_a_verdict_needs_a_confirmation_first(run: Run) -> None:
    run("incident", "open", "web fails")
    run(*TYPED)
    code, _, err = run("outcome", "worked")
    assert (code, "nothing confirmed" in err) == (2, True)
    assert run("outcome", "--not-run", "x")[0] == 2  # no terminal


def test_confirming_is_refused_without_a_terminal(run: Run) -> None:
    run("incident", "open", "web fails")
    run(*TYPED)
    code, _, err = run("confirm")
    assert (code, "needs a person at a terminal" in err) == (2, True)
