import pytest

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.levels import level_of_status, levels


def level(spelt: str | None, message: str = "") -> str:
    frame = Frame({"level": [spelt], "message": [message]}, schema={"level": pl.String, "message": pl.String})
    return str(frame.select(levels(pl.col("level"), pl.col("message"))).item())


@pytest.mark.parametrize(
    ("spelt", "expected"),
    [
        ("ERROR", "error"),
        ("Warning", "warn"),
        ("50", "error"),
        ("30", "info"),
        ("3", "error"),
        ("W", "warn"),
        ("CRITICAL", "fatal"),
        ("panic", "fatal"),
        ("notice", "info"),
        ("SEVERE", "error"),
        ("FINE", "debug"),
    ],
)
def test_every_spelling_has_one_level(spelt: str, expected: str) -> None:
    assert level(spelt) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("panic: runtime error", "fatal"),
        ("ERROR could not start", "error"),
        ("java.lang.IllegalStateException: no", "error"),
        ("WARNING: low", "warn"),
        ("[1501-1] ERROR:  could not extend file", "error"),
        ("[worker 3] [7] FATAL: terminating", "fatal"),
        ("[errors] none", ""),
        ("0 errors found", ""),
        ("the error page was shown", ""),
    ],
)
def test_a_missing_level_is_inferred_from_the_first_words_only(message: str, expected: str) -> None:
    assert level(None, message) == expected


def test_a_level_that_is_named_is_never_overruled() -> None:
    assert level("info", "ERROR page shown") == "info"


def test_a_status_stands_for_a_level_where_there_is_none() -> None:
    statuses = Frame({"status": ["502", "429", "404", "200", "x"]})
    assert statuses.select(level_of_status(pl.col("status"))).to_series().to_list() == [
        "error",
        "warn",
        "info",
        "info",
        None,
    ]
