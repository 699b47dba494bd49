"""A value that changed within a log line is found, and is no trouble by itself."""

from dataclasses import replace

from codriver.engine.detectors.shifted_values import SHIFTED, detect
from codriver.telemetry.logs.observe import VALUES_SHIFTED
from codriver.testing import a_situation, an_error


def test_a_number_has_a_size_and_a_name_is_certain() -> None:
    number = replace(an_error("pay", "sale took <duration>"), kind=SHIFTED, level="", deviation=5.0)
    name = replace(an_error("pay", "asked <ip>"), kind=SHIFTED, level="", deviation=0.0)
    found = list(detect(a_situation(observations=[number, name, an_error("pay", "no seat")])))
    assert sorted((one.size, one.trouble) for one in found) == [(0.5, False), (1.0, False)]


def test_it_is_the_kind_that_the_logs_tell() -> None:
    assert SHIFTED == VALUES_SHIFTED
