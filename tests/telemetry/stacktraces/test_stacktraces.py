from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace, best


def trace(language: str, frames: int) -> StackTrace:
    return StackTrace(language, "E", "", tuple(Frame(file="f", line=at, function="g") for at in range(frames)))


def test_the_reader_that_sees_most_frames_wins() -> None:
    assert best("x", [lambda _: trace("few", 1), lambda _: None, lambda _: trace("many", 2)]) == trace("many", 2)


def test_an_exception_without_a_cause_is_its_own_root() -> None:
    assert trace("x", 1).root == trace("x", 1)
