from codriver.cli.screen.logs import logs_lines
from codriver.model import Citation, Ref
from codriver.room.logs import LogReport
from codriver.telemetry.logs import LogPattern
from codriver.telemetry.logs.changes import Changed, FirstSeen, Kind, Span, Verdict

CITE = Citation(Ref("log", "a.log:1"), "x")


def pattern(template: str, count: int = 3) -> LogPattern:
    return LogPattern("log", "pay", "error", template, template, (0.0,), (count,), count, 0.0, CITE, CITE)


def report(**more: object) -> LogReport:
    empty = {"files": 1, "lines": 9, "records": 9, "before": Span(0, 60), "after": Span(60, 90), "templates": (),
             "changed": (), "first": (), "shifted": (), "gaps": ()}  # fmt: skip
    return LogReport(**{**empty, **more})  # type: ignore[arg-type]  # a test names real fields


def test_nothing_found_and_could_not_look_are_told_apart() -> None:
    assert "CHANGED: nothing beyond chance and load" in logs_lines(report())
    assert "FIRST ERRORS: none that the baseline does not know" in logs_lines(report())
    blind = logs_lines(report(before=None, after=None))
    assert "CHANGED: could not be told, there is no time before" in blind


def test_what_is_left_out_is_counted_and_shown_with_all() -> None:
    changed = tuple(Changed(pattern(f"p{n}"), Verdict(Kind.NEW, 9.0, 0.001), 0, 3) for n in range(12))
    assert "+2 more: --all" in logs_lines(report(changed=changed))
    assert sum("p1" in line for line in logs_lines(report(changed=changed), everything=True)) == 3


def test_a_rewording_shows_both_texts_and_a_first_error_who_saw_it_later() -> None:
    reworded = Changed(pattern("new words"), Verdict(Kind.REWORDED, 1.0, 0.001), 5, 4, was="old words")
    first = FirstSeen(pattern("refused"), 61.0, 3, ("cart", "web"))
    text = " ".join(" ".join(logs_lines(report(changed=(reworded,), first=(first,)), width=200)).split())
    assert "reworded pay error (5 -> 4): new words, was: old words" in text
    assert "00:01:01 pay: refused (3x; later cart and web)" in text


def test_nothing_of_a_log_acts_on_the_terminal() -> None:
    lines = logs_lines(report(templates=(pattern("red \x1b[31m"),)), view="templates")
    assert not any("\x1b" in line for line in lines)
