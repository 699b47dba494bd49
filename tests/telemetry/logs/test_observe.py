from datetime import UTC, datetime, timedelta

from codriver.model import Observation, Signal, Window
from codriver.telemetry.logs import fold, observe
from codriver.telemetry.rows import LogBlock

START = datetime(2026, 11, 1, 12, tzinfo=UTC)
WINDOW = Window(since=START, onset=START + timedelta(seconds=600), until=START + timedelta(seconds=1200))


def log(service: str, *lines: tuple[float, str, str]) -> LogBlock:
    """A file of one service; each line is seconds after START, level and message."""
    text = "".join(
        f"{(START + timedelta(seconds=at)).isoformat(timespec='milliseconds')} {level} {message}\n"
        for at, level, message in sorted(lines)
    )
    return LogBlock("log", f"logs/{service}.log", 1, text.encode())


def every(step: int, level: str, message: str, start: int = 0, end: int = 1200) -> list[tuple[float, str, str]]:
    return [(at, level, message) for at in range(start, end, step)]


def observed(*blocks: LogBlock) -> dict[tuple[str, str], Observation]:
    return {(fact.service, fact.name): fact for fact in observe(fold(blocks), WINDOW)}


def test_a_new_error_is_told_with_its_rates_its_moment_and_its_meaning() -> None:
    facts = observed(
        log("pay", *every(1, "INFO", "ok"), *every(2, "ERROR", "to http://bank:80: connection refused", 601))
    )
    fact = facts["pay", "to http://bank:<num>: connection refused"]
    assert (fact.signal, fact.level, fact.kind, fact.peer) == (Signal.LOG, "error", "refused", "bank")
    assert (fact.before, fact.count, fact.at) == (0.0, 300, START + timedelta(seconds=601))
    assert fact.after is not None
    assert abs(fact.after - 0.5) < 0.01
    assert fact.deviation > 10
    assert fact.cites[0].quote.endswith("connection refused")


def test_a_steady_error_is_kept_but_hardly_deviates() -> None:
    fact = observed(log("pay", *every(1, "INFO", "ok"), *every(10, "ERROR", "card declined")))["pay", "card declined"]
    assert abs(fact.deviation) < 1
    assert fact.at == START


def test_a_steady_calm_pattern_is_not_worth_a_fact() -> None:
    assert ("pay", "ok") not in observed(log("pay", *every(1, "INFO", "ok"), *every(5, "INFO", "other")))


def test_a_raised_rate_begins_where_it_turned_not_at_its_first_record() -> None:
    slow = [*every(60, "WARN", "slow"), *every(2, "WARN", "slow", 640)]
    fact = observed(log("pay", *every(1, "INFO", "ok"), *slow))["pay", "slow"]
    assert abs((fact.at - START).total_seconds() - 640) <= 2
    assert fact.deviation > 5


def test_what_grows_no_more_than_the_load_does_not_deviate() -> None:
    busier = [*every(4, "INFO", "ok", 0, 600), *every(1, "INFO", "ok", 600)]
    missed = [*every(20, "WARN", "miss", 0, 600), *every(5, "WARN", "miss", 600)]
    assert abs(observed(log("pay", *busier, *missed))["pay", "miss"].deviation) < 2


def test_a_vanished_pattern_has_zero_after_since_its_log_goes_on() -> None:
    fact = observed(log("pay", *every(1, "INFO", "ok"), *every(2, "INFO", "settled", 0, 600)))["pay", "settled"]
    assert fact.after == 0.0
    assert fact.deviation < -3


def test_a_log_that_begins_after_the_onset_says_nothing_about_the_time_before() -> None:
    fact = observed(log("pay", *every(1, "INFO", "ok")), log("cart", *every(1, "ERROR", "boom", 700)))["cart", "boom"]
    assert fact.before is None
    assert fact.after


def test_a_service_that_stops_while_others_go_on_fell_silent() -> None:
    facts = observed(log("pay", *every(2, "INFO", "ok", 0, 640)), log("cart", *every(2, "INFO", "ok")))
    silent = facts["pay", "log lines"]
    assert (silent.kind, silent.at, silent.cites[0].ref.locator) == (
        "silence",
        START + timedelta(seconds=638),
        "logs/pay.log:320",
    )
    assert facts["cart", "log lines"].kind == ""


def test_a_recording_that_ends_for_everybody_is_no_silence() -> None:
    facts = observed(log("pay", *every(2, "INFO", "ok", 0, 640)), log("cart", *every(2, "INFO", "ok", 0, 641)))
    assert {fact.kind for fact in facts.values()} == {""}


def test_a_service_that_seldom_logs_is_not_called_silent() -> None:
    facts = observed(log("pay", *every(200, "INFO", "ok", 0, 700)), log("cart", *every(2, "INFO", "ok")))
    assert facts["pay", "log lines"].kind == ""


def test_a_stack_trace_becomes_an_exception_with_frames() -> None:
    frames = 'Traceback (most recent call last):\n  File "/srv/app/x.py", line 3, in f\n    a()'
    trace = f"boom\n{frames}\nKeyError: 'discount'"
    fact = observed(log("pay", *every(1, "INFO", "ok"), *every(5, "ERROR", trace, 600)))["pay", "KeyError"]
    assert (fact.signal, fact.text, fact.frames[0].file, fact.before) == (
        Signal.EXCEPTION,
        "'discount'",
        "/srv/app/x.py",
        0.0,
    )
    assert fact.after


def test_records_without_a_clock_have_no_rates_and_say_so() -> None:
    fact = observed(LogBlock("log", "stdin", 1, b"ERROR: no space left on device\n"))["", "no space left on device"]
    assert (fact.before, fact.after, fact.at, fact.label("clock"), fact.kind) == (
        None,
        None,
        WINDOW.onset,
        "none",
        "disk",
    )


def test_the_same_files_give_the_same_facts() -> None:
    blocks = [log(name, *every(3, "INFO", "ok"), *every(7, "ERROR", "boom", 600)) for name in ("a", "b", "c")]
    assert observe(fold(blocks), WINDOW) == observe(fold(reversed(blocks)), WINDOW)


def test_a_value_that_tripled_within_a_template_is_a_fact_of_its_own() -> None:
    before = [(at, "INFO", f"sale took {40 + at % 7} ms") for at in range(0, 600, 5)]
    since = [(at, "INFO", f"sale took {140 + at % 7} ms") for at in range(600, 1200, 5)]
    facts = observe(fold([log("till", *before, *since)]), WINDOW)
    (shift,) = (fact for fact in facts if fact.kind == "values_shifted")
    assert "from 43 ms to 143 ms, 3.3 times" in shift.says
    assert shift.cites
