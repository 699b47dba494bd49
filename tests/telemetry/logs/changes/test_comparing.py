import pytest

from codriver.model import Citation, Ref
from codriver.telemetry.logs.changes import Kind, Span, compared, first_seen, unseen
from codriver.telemetry.logs.table import LogPattern, LogTable, ServiceLines

AT = 1_793_534_400.0
BEFORE, AFTER = Span(AT - 1_200, AT), Span(AT, AT + 300)
CITE = Citation(Ref("log", "a:1"), "x")


def pattern(template: str, *at: float, level: str = "info", service: str = "pay") -> LogPattern:
    times = tuple(AT + moment for moment in at)
    return LogPattern(
        "log", service, level, template, template, times, (1,) * len(times), len(times), times[-1], CITE, CITE
    )


def table(*patterns: LogPattern) -> LogTable:
    lines = []
    for service in sorted({one.service for one in patterns}):
        times = tuple(sorted({at for one in patterns if one.service == service for at in one.times}))
        lines.append(ServiceLines(service, times, (1,) * len(times), times[-1], CITE, CITE))
    return LogTable(patterns, services=tuple(lines))


def every(step: int, start: int = -1_200, end: int = 300) -> tuple[float, ...]:
    return tuple(float(moment) for moment in range(start, end, step))


STEADY = [pattern(f"steady {name}", *every(10)) for name in "abcdef"]


def told(*patterns: LogPattern) -> list[tuple[Kind, str, str]]:
    found = compared(table(*STEADY, *patterns), BEFORE, AFTER)
    return [(one.verdict.kind, one.pattern.template, one.was) for one in found if one.verdict.kind is not Kind.SAME]


def test_what_came_and_what_went_is_told_worst_first() -> None:
    came, went = pattern("refused", *every(10, 0), level="error"), pattern("done", *every(10, end=0))
    assert told(went, came) == [(Kind.NEW, "refused", ""), (Kind.VANISHED, "done", "")]


def test_a_text_that_took_the_place_of_a_like_one_is_reworded() -> None:
    old = pattern("could not reach the bank at <ip>", *every(10, end=0))
    new = pattern("could not reach the bank at <host> yet", *every(10, 0))
    assert told(old, new) == [(Kind.REWORDED, new.template, old.template)]


def test_a_service_that_was_seen_in_one_window_only_is_not_judged_but_named() -> None:
    other = pattern("hello", *every(10, 0), service="cart")
    assert told(other) == []
    assert unseen(table(*STEADY, other), BEFORE, AFTER) == (("cart",), ())


def test_first_errors_stand_in_order_of_time_with_who_saw_them_first() -> None:
    known = pattern("usual", -500.0, 3.0, level="error")
    late = pattern("late", 9.0, level="error")
    root = pattern("refused", 5.0, level="error", service="bank")
    echo = pattern("refused", 7.0, 8.0, level="error")
    found = first_seen(table(*STEADY, known, late, root, echo), BEFORE, AFTER)
    assert [(one.pattern.template, one.pattern.service, one.at - AT, one.count, one.later) for one in found] == [
        ("refused", "bank", 5.0, 3, ("pay",)),
        ("late", "pay", 9.0, 1, ()),
    ]


def test_a_window_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="no length"):
        compared(table(*STEADY), Span(AT, AT), AFTER)
