import io

from codriver.cli.progress import watched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_is_said_where_nobody_watches() -> None:
    stream = io.StringIO()
    with watched(stream, timings=False) as progress:
        progress("reading")
    assert stream.getvalue() == ""


def test_a_terminal_sees_one_line_that_is_gone_at_the_end() -> None:
    stream = Terminal()
    with watched(stream, timings=False) as progress:
        progress("reading app.log\x1b[2J")
    assert stream.getvalue() == "\r\x1b[Kreading app.log\\x1b[2J\r\x1b[K"


def test_timings_are_told_step_by_step_without_a_terminal() -> None:
    stream = io.StringIO()
    with watched(stream, timings=True) as progress:
        progress("reading")
    assert [line.split(" s  ")[1] for line in stream.getvalue().splitlines()] == ["reading", "done"]
