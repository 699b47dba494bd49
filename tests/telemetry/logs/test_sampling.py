"""The share of a sample that a pattern fits, and no sample on which asking takes long."""

import time

import pytest

from codriver.telemetry.logs.formats import Format, formats
from codriver.telemetry.logs.sampling import share, share_in_linear_time

AWKWARD = (
    "a1 " * 300,
    "[a]" * 300,
    "1." * 400,
    'a="b" ' * 200,
    "A" * 900,
    "a/" * 400,
    "2026-11-01 12:00:00 " + "a.b " * 300,
)


def test_half_of_the_lines_fit() -> None:
    assert share("^a", ["ab", "b"]) == share_in_linear_time("^a", ["ab", "b"]) == 0.5
    assert share("^a", []) == share_in_linear_time("^a", []) == 0.0


@pytest.mark.parametrize("found", formats(), ids=lambda found: found.__name__.rpartition(".")[2])
def test_no_line_keeps_a_format_busy(found: Format) -> None:
    found.recognise(AWKWARD[:1])  # its patterns are made ready
    began = time.process_time()
    found.recognise(AWKWARD)
    assert time.process_time() - began < 1.0
