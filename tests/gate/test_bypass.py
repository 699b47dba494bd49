"""Nothing that changes a system slips through, however it is dressed; what only looks is not held back."""

import pytest
from tests.gate.hard_cases import cases
from tests.gate.wrapped import CHANGING, READING, WRAPPERS

from codriver.gate.classify import classify
from codriver.gate.verdict import READ, Risk

HELD = 0.05  # share of reads that may be held back, at most
STARTS_SOMETHING = {
    "docker run",
    "tmux",
    "screen",
    "git alias",
    "a script made executable",
}  # even when what runs only reads


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_a_wrapped_command_keeps_at_least_its_class(wrapper: str) -> None:
    low = {
        dressed: (verdict.risk.name, verdict.why)
        for command, risk in CHANGING.items()
        if (verdict := classify(dressed := WRAPPERS[wrapper](command))).risk < Risk[risk]
    }
    assert low == {}


def test_the_set_is_large() -> None:
    assert len(WRAPPERS) * len(CHANGING) + sum(len(cases(name)) for name in ("R1", "R2", "R3")) >= 1000


@pytest.mark.parametrize("name", ["R1", "R2", "R3"])
def test_hard_cases_get_at_least_their_class(name: str) -> None:
    low = {command: verdict.risk.name for command in cases(name) if (verdict := classify(command)).risk < Risk[name]}
    assert low == {}


def test_what_only_looks_gets_through() -> None:
    held = {command: verdict.why for command in cases("read") if (verdict := classify(command)).risk != READ}
    assert len(held) <= HELD * len(cases("read")), held


def test_wrapped_reads_get_through() -> None:
    dressed = [wrap(command) for name, wrap in WRAPPERS.items() if name not in STARTS_SOMETHING for command in READING]
    held = {command: verdict.why for command in dressed if (verdict := classify(command)).outside}
    assert len(held) <= HELD * len(dressed), held
