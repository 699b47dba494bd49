"""Connection, level and code are taken off; a slow query is one record."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import mysql


def test_the_code_and_the_part_of_the_server_are_left_out() -> None:
    lines = [
        "2026-11-01T12:00:00.123456Z 12 [ERROR] [MY-012574] [InnoDB] Unable to lock ./ibdata1",
        "2026-11-01 12:00:01 35 [Note] Aborted connection 35",
        "2026-11-01T12:00:00Z 1 something else",
    ]
    read = mysql.columns(pl.Series(lines))
    assert read["level"].to_list() == ["error", "info", None]
    assert read["message"].to_list() == ["Unable to lock ./ibdata1", "Aborted connection 35", None]


def test_a_slow_query_is_one_record_that_says_its_statement() -> None:
    lines = [
        "# Time: 2026-11-01T12:00:00.1Z",
        "# User@Host: app[app] @ [10.0.0.3]",
        "SET timestamp=1;",
        "SELECT a",
        "FROM b;",
    ]
    read = mysql.columns(pl.Series(lines))
    assert read["message"].to_list() == ["slow query: SELECT a", None, None, None, None]
    assert read["continues"].to_list() == [False, True, True, True, True]
