from collections.abc import Callable
from pathlib import Path

from tests.room.conftest import asked, hush

from codriver.model import iso
from codriver.room.logs import LogReport, at, logs
from codriver.room.request import Room
from codriver.room.shape_of_logs import shape_of_logs
from codriver.testing import at as minute

Written = Callable[[str], Path]


def lines(first: int, last: int, step: int, what: str) -> list[str]:
    """A line every `step` seconds from the `first` to the `last` minute."""
    return [f"{iso(minute(second / 60))} {what}" for second in range(first * 60, last * 60, step)]


def written(path: Path, *parts: list[str]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in sorted(line for part in parts for line in part)))
    return path


USUAL = "INFO served order 17 in 3 ms"
REFUSED = "ERROR connection to 10.0.0.7:5432 refused"


def told(report: LogReport) -> list[tuple[str, str, int, int]]:
    return [(one.verdict.kind.value, one.pattern.template, one.before, one.after) for one in report.changed]


def test_what_is_new_since_a_time_is_told_with_who_saw_it_first(room: Room, tmp_path: Path) -> None:
    pay = written(tmp_path / "in" / "pay.log", lines(-20, 5, 5, USUAL), lines(0, 5, 5, REFUSED))
    written(tmp_path / "in" / "cart.log", lines(-20, 5, 5, USUAL), lines(1, 5, 5, REFUSED))
    report = logs(room, asked(pay.parent, since=minute(0)), (), hush)
    assert told(report) == [("new", "connection to <ip> refused", 0, count) for count in (48, 60)]
    (first,) = report.first
    assert (first.pattern.service, at(first.at), first.later) == ("pay", minute(0), ("cart",))


def test_a_baseline_of_its_own_may_be_of_any_time(room: Room, tmp_path: Path) -> None:
    old = written(tmp_path / "old" / "pay.log", lines(-9_000, -8_980, 5, USUAL))
    new = written(tmp_path / "new" / "pay.log", lines(0, 10, 5, USUAL), lines(0, 10, 5, REFUSED))
    report = logs(room, asked(new), (old,), hush)
    assert told(report) == [("new", "connection to <ip> refused", 0, 120)]
    assert {one.source for one in report.templates} == {"log"}


def test_only_the_service_that_was_asked_for_is_told(room: Room, tmp_path: Path) -> None:
    pay = written(tmp_path / "in" / "pay.log", lines(-20, 5, 5, USUAL))
    report = logs(room, asked(pay.parent, service="cart", since=minute(0)), (), hush)
    assert report.templates == ()
    assert next((gap.what, gap.hint) for gap in report.gaps) == ("cart", "known: pay")


def test_lines_without_a_clock_have_templates_and_the_missing_comparison_is_said(room: Room, tmp_path: Path) -> None:
    report = logs(room, asked(written(tmp_path / "in" / "pay.log", ["started", "failed"])), (), hush)
    assert (report.before, len(report.templates)) == (None, 2)
    assert "what is new" in {gap.what for gap in report.gaps}
    assert shape_of_logs(report)["before"] is None


def test_nothing_read_is_not_nothing_found(room: Room, tmp_path: Path) -> None:
    report = logs(room, asked(written(tmp_path / "in" / "empty.log", [])), (), hush)
    assert report.lines == 0
    assert {gap.what for gap in report.gaps} >= {"logs"}
