from typing import Any

from bench.packs.spans import blocks


def test_a_span_that_spent_all_its_time_itself_is_nobodys_parent() -> None:
    rows: list[list[Any]] = [
        [0.0, None, "web", "GET", 200.0, 70.0],
        [0.01, "web", "web", "busy", 80.0, 80.0],
        [0.02, "web", "web", "POST", 50.0, 10.0],
        [0.03, "web", "pay", "/pay", 40.0, 40.0],
    ]
    (block,) = blocks(rows)
    assert block.parent_ids == ("", "s0", "s0", "s2")
    assert block.kinds == ("server", "internal", "client", "server")
