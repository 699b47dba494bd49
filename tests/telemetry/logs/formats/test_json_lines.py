import pytest

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import json_lines


def read(line: str) -> dict[str, str | None]:
    return json_lines.columns(pl.Series([line])).row(0, named=True)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            '{"@timestamp":"T","log.level":"error","message":"m","service.name":"s","error.message":"e"}',
            ("T", "error", "s", "m: e"),
        ),
        (
            '{"@timestamp":"T","log":{"level":"warn"},"message":"m","service":{"name":"s"},"error":{"message":"e"}}',
            ("T", "warn", "s", "m: e"),
        ),
        ('{"time":1793534400123,"level":50,"msg":"m","err":{"message":"e"}}', ("1793534400123", "50", None, "m: e")),
        ('{"ts":1.5,"level":"info","msg":"a \\"b\\"","app":"s"}', ("1.5", "info", "s", 'a "b"')),
        ('{"timestamp":"T","severityText":"ERROR","body":{"stringValue":"m"}}', ("T", "ERROR", None, "m")),
        (
            '{"timestamp":"T","resource":{"attributes":{"service.name":"s"}},"body":"m"}',
            ("T", None, "s", "m"),
        ),
        ('{"event":"m","level":"info","timestamp":"T","exception":"E: x"}', ("T", "info", None, "m: E: x")),
        ('{"method":"GET","path":"/x","status":502}', (None, "error", None, "GET /x (status 502)")),
        ('{"msg":"m","exc":"E: x","level":"error"}', (None, "error", None, "m: E: x")),
        ('{"msg":"m","status":503,"upstream":"till"}', (None, "error", None, "m (status 503) (upstream till)")),
        ('{"msg":"m","status":200,"upstream":"till"}', (None, "info", None, "m")),
        ('{"msg":"done","status":200}', (None, "info", None, "done")),
        ('{"kubernetes":{"labels":{"app.kubernetes.io/name":"s"}},"log":"m"}', (None, None, "s", "m")),
    ],
)
def test_well_known_keys_are_read_flat_or_nested(line: str, expected: tuple[str | None, ...]) -> None:
    fields = read(line)
    assert tuple(fields[name] for name in ("stamp", "level", "service", "message")) == expected


def test_flat_and_nested_lines_beside_each_other_are_read_alike() -> None:
    lines = pl.Series(['{"msg":"a","level":"info"}', '{"msg":"a","level":"info","x":{}}', "no json", '{"msg":'])
    assert json_lines.columns(lines)["message"].to_list() == ["a", "a", None, None]


def test_an_object_without_known_keys_is_its_own_message() -> None:
    assert read('{"x":{"y":1}}')["message"] == '{"x":{"y":1}}'
