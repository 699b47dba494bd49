from codriver.model import Citation, Ref
from codriver.telemetry.logs import LogPattern


def test_a_pattern_cites_its_example_only_when_it_is_another_record() -> None:
    first, other = Citation(Ref("log", "a:1"), "x"), Citation(Ref("log", "a:2"), "x")
    once = LogPattern("log", "a", "", "x", "x", (), (), 1, None, first, first)
    twice = LogPattern("log", "a", "", "x", "x", (), (), 2, None, first, other)
    assert (once.cites, twice.cites) == ((first,), (first, other))
