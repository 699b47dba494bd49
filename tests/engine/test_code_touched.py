from dataclasses import replace

import pytest

from codriver.engine.code_touched import same_file, touched
from codriver.model import UNNAMED, Change, Frame
from codriver.testing import a_deploy, a_situation, an_exception

PATH = "services/checkout/totals.py"


@pytest.mark.parametrize(
    "frame",
    [
        "services/checkout/totals.py",
        "/app/services/checkout/totals.py",  # a container puts folders before it
        "/app/checkout/totals.py",  # and a checkout begins further in
        "totals.py",
        "./totals.py",
        "C:\\srv\\checkout\\totals.py",
        ".\\checkout\\totals.py",
        "/app//checkout/./totals.py",
    ],
)
def test_a_frames_file_is_found_in_the_repository(frame: str) -> None:
    assert same_file(frame, PATH)


@pytest.mark.parametrize(
    "frame", ["", "/", "other.py", "/app/checkout/totals.pyc", "subtotals.py", "/app/pricing/totals.py", "totals"]
)
def test_another_file_is_another_file(frame: str) -> None:
    assert not same_file(frame, PATH)


def test_no_name_is_no_file() -> None:
    assert not same_file("", "")
    assert not same_file("./", ".")


def hit(change: Change, *frames: Frame, service: str = "checkout", before: float = 0.0) -> float | None:
    thrown = an_exception(service, "KeyError", *frames, before=before)
    found = touched(a_situation(observations=[thrown]), change)
    assert all(one.cites == (*change.cites, *thrown.cites) for one in found)
    return found[0].size if found else None


HERE = Frame(file=f"/app/{PATH}", line=42, function="total")
OUTER = Frame(file="/app/services/checkout/app.py", line=7, function="serve")
DEPLOY = a_deploy("checkout", files=[PATH])


@pytest.mark.parametrize(
    ("lines", "size"), [((40, 44), 1.0), ((47, 50), 1.0), ((30, 37), 1.0), ((48, 50), 0.7), ((30, 36), 0.7)]
)
def test_the_very_lines_or_just_beside_them_count_more_than_the_file(lines: tuple[int, int], size: float) -> None:
    assert hit(replace(DEPLOY, lines=((PATH, *lines),)), OUTER, HERE) == size


def test_a_file_further_out_counts_half_of_the_throw_site() -> None:
    assert hit(DEPLOY, HERE, OUTER) == 0.35


def test_the_plainest_hit_is_told() -> None:
    both = replace(DEPLOY, files=(PATH, "services/checkout/app.py"))
    assert hit(both, OUTER, HERE) == 0.7


def test_libraries_other_services_and_what_was_always_thrown_touch_nothing() -> None:
    assert hit(DEPLOY, replace(HERE, ours=False)) is None
    assert hit(DEPLOY, HERE, service="pricing") is None
    assert hit(DEPLOY, HERE, before=1.0) is None
    assert hit(a_deploy("checkout"), HERE) is None


@pytest.mark.parametrize("service", ["", UNNAMED])
def test_a_pasted_trace_that_names_no_service_may_be_any_ones(service: str) -> None:
    assert hit(DEPLOY, HERE, service=service) == 0.7
