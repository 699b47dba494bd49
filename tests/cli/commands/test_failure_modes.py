from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]
MODE = """---
service: pay
---
# Ways

```yaml failure-mode
id: slow
cause: external
says: the bank is slow
symptoms: [{signal: log, pattern: slow}]
```
"""


def test_lists_and_drafts_are_for_people(run: Run, home: Path) -> None:
    (home / "failure-modes").mkdir()
    (home / "failure-modes" / "pay.md").write_text(MODE, "utf-8")
    assert "pay: the bank is slow (slow, external) pay.md:7" in run("failure-modes", "list")[1]
    assert run("failure-modes", "list", "--service", "shop")[1] == "FAILURE MODES: 0\n"
    (home / "app.py").write_text("timeout = 3\n", "utf-8")
    out = run("failure-modes", "new", "pay", "--code", str(home))[1]
    assert "```yaml failure-mode" in out
    assert "`app.py:1` sets `timeout = 3`" in out
