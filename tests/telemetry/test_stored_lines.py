"""Lines of a store read like a container's log."""

from codriver.telemetry.stored_lines import block_of
from codriver.testing import ONSET

AT = ONSET.timestamp()


def test_lines_get_their_time_in_order_and_json_stays_readable() -> None:
    block = block_of("s", "q", "pay", [(AT + 1, "ERROR b\n  at x"), (AT, "a"), (AT + 2, '{"level":"error"}')])
    assert block is not None
    assert block.data.decode().splitlines() == [
        "2026-03-01T02:00:00.000000Z a",
        "2026-03-01T02:00:01.000000Z ERROR b",
        "  at x",
        '{"log": "{\\"level\\":\\"error\\"}\\n", "stream": "stdout", "time": "2026-03-01T02:00:02.000000Z"}',
    ]


def test_json_with_a_time_of_its_own_stays_as_it_is() -> None:
    block = block_of("s", "q", "pay", [(AT, '{"ts":"2026-03-01T02:00:00Z"}')])
    assert block is not None
    assert block.data == b'{"ts":"2026-03-01T02:00:00Z"}\n'


def test_no_line_is_no_block() -> None:
    assert block_of("s", "q", "pay", []) is None
