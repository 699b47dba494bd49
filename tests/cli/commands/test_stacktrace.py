import json
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]
TRACE = "x.E: outer\n\tat x.A.b(A.java:3)\nCaused by: y.Root: inner\n\tat x.C.d(C.java:7)\n\t... 1 more\n"


def test_the_root_cause_stands_at_the_top(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "log"
    file.write_text(TRACE)
    code, out, _ = run("stacktrace", str(file))
    assert code == 0
    assert out.splitlines()[:4] == [
        "RAISED: x.E: outer [java]",
        "ROOT CAUSE: y.Root: inner (at C.java:7 x.C.d)",
        "THROWN AT: A.java:3 x.A.b",
        "FIRST IN OUR CODE: A.java:3 x.A.b",
    ]
    assert "  * A.java:3 x.A.b" in out


def test_no_trace_is_said_and_ends_with_3(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "log"
    file.write_text("all is well\n")
    code, out, _ = run("stacktrace", str(file))
    assert (code, out.splitlines()[0]) == (3, "NOTHING: no stack trace of a known language was found")
    assert json.loads(run("stacktrace", str(file), "--json")[1])["root"] is None


def test_what_would_act_on_a_terminal_is_shown_as_text(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "log"
    file.write_text(TRACE.replace("outer", "\x9b31mred\u202e"))
    assert "\x9b" not in run("stacktrace", str(file))[1]
