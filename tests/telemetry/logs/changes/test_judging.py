from codriver.telemetry.logs.changes import Kind, Slices, judged


def kinds(*patterns: Slices) -> list[Kind]:
    return [verdict.kind for verdict in judged(patterns)]


def steady(rate: int, times: float = 1.0) -> Slices:
    """Twelve slices before and four after, in which the rate is `times` as high."""
    wave = (1, -1, 0, 2, -2, 0, 1, -1, 0, 1, -1, 0)
    return Slices(tuple(rate + step for step in wave), tuple(int(rate * times) + step for step in wave[:4]))


CROWD = tuple(steady(rate) for rate in (10, 12, 15, 20, 30, 40, 60))


def test_new_vanished_more_and_less_are_told() -> None:
    new, gone = Slices((0,) * 12, (5,) * 4), Slices((5,) * 12, (0,) * 4)
    found = kinds(*CROWD, new, gone, steady(20, 4), steady(40, 0.2))
    assert found == [*[Kind.SAME] * len(CROWD), Kind.NEW, Kind.VANISHED, Kind.MORE, Kind.LESS]


def test_what_all_patterns_do_together_is_load_and_no_change() -> None:
    assert set(kinds(*(steady(rate, 3) for rate in range(10, 40)))) == {Kind.SAME}


def test_one_that_stays_while_all_others_triple_is_less() -> None:
    assert kinds(*(steady(rate, 3) for rate in range(10, 40)), steady(30))[-1] is Kind.LESS


def test_a_pattern_that_comes_in_bursts_needs_more_to_be_told() -> None:
    bursts = Slices((0, 0, 60, 0, 0, 0, 0, 55, 0, 0, 0, 0), (0, 60, 0, 0))
    assert kinds(*CROWD, bursts)[-1] is Kind.SAME


def test_a_small_change_is_not_worth_telling_however_sure() -> None:
    assert kinds(*CROWD, steady(10_000, 1.6))[-1] is Kind.SAME


def test_one_record_that_was_not_there_before_is_chance() -> None:
    assert kinds(*CROWD, Slices((0,) * 12, (0, 1, 0, 0)))[-1] is Kind.SAME


def test_no_patterns_have_no_verdicts() -> None:
    assert judged([]) == []
