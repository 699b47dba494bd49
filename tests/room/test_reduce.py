from collections.abc import Iterator
from datetime import UTC, datetime

from codriver.connectors import Fact
from codriver.model import Dependency, Gap, Incident, Service
from codriver.room.reduce import reduce
from codriver.telemetry.rows import LogBlock, Series
from codriver.testing import a_deploy, an_alert


def a_series(name: str) -> Series:
    return Series("test", name, (), (1.0,), (1.0,), ("1",), (0,), "m#/{row}")


def test_each_kind_of_fact_finds_its_place() -> None:
    alert, deploy, gap = an_alert("pay", "Down"), a_deploy("pay"), Gap(what="a", why="b", hint="c")
    edge = Dependency(caller="web", callee="pay")
    told = reduce([alert, deploy, gap, edge, Service(name="pay"), Incident(title="x"), a_series("b"), a_series("a")])
    assert (told.observations, told.changes, told.gaps) == ((alert,), (deploy,), (gap,))
    assert (told.dependencies, told.services) == ((edge,), (Service(name="pay"),))
    assert [series.name for series in told.series] == ["a", "b"]


def test_log_lines_stream_through_and_only_what_they_come_to_stays() -> None:
    lines = b"".join(b"2026-03-01T01:00:%02dZ ERROR no store\n" % second for second in range(40))

    def facts() -> Iterator[Fact]:
        yield LogBlock("log", "pay.log", 1, lines)
        yield LogBlock("log", "pay.log", 41, lines)

    told = reduce(facts())
    assert [(one.service, one.total) for one in told.log_table.patterns] == [("pay", 80)]


def test_lines_without_a_year_get_the_one_that_is_near_and_one_doubt_says_so() -> None:
    block = LogBlock("log", "messages", 1, b"Mar 10 09:30:03 host pay[1]: no store\n")
    for near, year in ((datetime(2024, 5, 1, tzinfo=UTC), "of 2024"), (None, "cannot be placed")):
        gaps = [gap for gap in reduce([block], near).gaps if gap.what.endswith("messages")]
        assert [gap.what for gap in gaps if not gap.what.startswith("time zone")] == ["year of messages"]
        assert year in gaps[0].why or year in gaps[-1].why


def test_only_telemetry_with_a_time_counts_as_rows() -> None:
    assert reduce([a_series("a")]).has_rows
    assert not reduce([an_alert("pay", "Down"), a_deploy("pay")]).has_rows
