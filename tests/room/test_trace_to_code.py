from datetime import UTC, datetime

import pytest

from codriver.access.git import Commit, FileChange
from codriver.model import Frame
from codriver.room.trace_to_code import placed, ranked
from codriver.telemetry.stacktraces import StackTrace

PATHS = ("services/pay/src/main/java/com/shop/Pay.java", "services/web/app/cart.py", "lib/cart.dart", "app/cart.py")


def frame(file: str, function: str = "f", line: int = 3) -> Frame:
    return Frame(file=file, line=line, function=function)


@pytest.mark.parametrize(
    ("file", "function", "path"),
    [
        ("/app/services/web/app/cart.py", "f", "services/web/app/cart.py"),
        ("/srv/release-7/app/cart.py", "f", "app/cart.py"),
        ("C:\\build\\services\\web\\app\\cart.py", "f", "services/web/app/cart.py"),
        ("Pay.java", "com.shop.Pay.charge", "services/pay/src/main/java/com/shop/Pay.java"),
        ("package:shop/cart.dart", "f", "lib/cart.dart"),
        ("webpack:///./services/web/app/cart.py?1f", "f", "services/web/app/cart.py"),
    ],
)
def test_a_frame_finds_its_file_by_the_end_of_its_path(file: str, function: str, path: str) -> None:
    (place,) = placed([frame(file, function)], PATHS)
    assert place.path == path


def test_a_file_that_is_not_there_is_not_guessed() -> None:
    assert placed([frame("/app/other.py"), frame("")], PATHS) == ()


def test_the_file_where_the_root_was_thrown_leads_and_a_recent_change_counts() -> None:
    near, far = frame("app/near.py"), frame("app/far.py")
    root = StackTrace("python", "KeyError", "", (far, near))
    trace = StackTrace("python", "Wrapped", "", (far,), (root,))
    at = datetime(2026, 3, 1, tzinfo=UTC)
    commit = Commit("a" * 40, (), "alice", at, at, "Change far", "", (FileChange("app/far.py", 1, 1, "M"),))
    found = ranked(trace, placed([near, far], ("app/near.py", "app/far.py")), [commit])
    assert [one.path for one in found] == ["app/near.py", "app/far.py"]
    assert [len(one.commits) for one in found] == [0, 1]


def test_an_assertion_that_only_reports_gives_way_to_its_caller() -> None:
    trace = StackTrace("python", "E", "", (frame("app/cart.py", "total"), frame("app/checks.py", "assert_paid")))
    found = ranked(trace, placed(trace.frames, ("app/cart.py", "app/checks.py")), [])
    assert {one.path: one.score for one in found} == {"app/cart.py": 0.5, "app/checks.py": 0.5}


def test_where_only_the_test_has_frames_the_file_that_it_is_named_after_leads() -> None:
    trace = StackTrace("python", "AssertionError", "", (frame("tests/test_cart.py", "test_total"),))
    paths = ("app/cart.py", "app/pay.py", "tests/test_cart.py")
    found = ranked(trace, placed(trace.frames, paths), [], paths)
    assert [one.path for one in found] == ["app/cart.py", "tests/test_cart.py"]
    assert "named after it" in found[0].why[0]


def test_a_candidate_names_the_frame_that_speaks_for_it_most() -> None:
    total, check = frame("app/cart.py", "total", 7), frame("app/cart.py", "check_all", 9)
    trace = StackTrace("python", "KeyError", "", (total, check))
    (found,) = ranked(trace, placed(trace.frames, ("app/cart.py",)), [])
    assert found.frame == total
