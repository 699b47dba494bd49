from bench.packs.phases import laid


def test_what_is_normal_is_laid_right_before_the_incident() -> None:
    rows = [[1000.0, "pay", "c", "incident"], [10.0, "pay", "a", "ref"], [20.0, "pay", "b", "ref"]]
    assert [(row[0], row[2]) for row in laid(rows)] == [(985.0, "a"), (995.0, "b"), (1000.0, "c")]


def test_phases_that_follow_each_other_stay_where_they_are() -> None:
    rows = [[100.0, "pay", "a", "pre"], [101.0, "pay", "b", "incident"]]
    assert [row[0] for row in laid(rows)] == [100.0, 101.0]


def test_rows_without_a_phase_stay_and_stray_stamps_are_left_out() -> None:
    assert laid([[1.0e9, "pay", "a"], [1.0e9 + 5, "pay", "b"], [-6e9, "pay", "c"]]) == [
        [1.0e9, "pay", "a"],
        [1.0e9 + 5, "pay", "b"],
    ]
    assert laid([]) == []
