from codriver.telemetry.logs import LogTable, silence


def test_no_clock_at_all_ends_nowhere() -> None:
    assert silence.end(LogTable()) == 0.0
