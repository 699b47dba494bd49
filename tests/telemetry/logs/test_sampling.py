from codriver.telemetry.logs.sampling import share


def test_the_share_of_fitting_lines_is_between_none_and_all() -> None:
    assert [share("a", lines) for lines in ([], ["b"], ["a", "b"], ["ab"])] == [0.0, 0.0, 0.5, 1.0]
