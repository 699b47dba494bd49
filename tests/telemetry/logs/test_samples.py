from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs import samples


def records(name: str, count: int, template: str = "took <num>") -> Frame:
    lines = range(1, count + 1)
    return Frame(
        {
            "source": ["log"] * count, "service": ["pay"] * count, "level": [""] * count,
            "template": [template] * count, "name": [name] * count, "line": list(lines),
            "text": [f"{name} took {line}" for line in lines], "at": [60.0] * count, "host": [f"{name}-1"] * count,
            "trace": [None] * count,
        }, schema_overrides={"trace": pl.String}
    ).with_columns(pl.col("line").cast(pl.Int64))  # fmt: skip


def test_a_few_records_are_kept_and_the_order_of_files_makes_no_difference() -> None:
    one, other = records("a", 500), records("b", 300)
    orders = [samples.sampled(samples.sampled((), first), second) for first, second in ((one, other), (other, one))]
    kept = [samples.drawn(order, {}) for order in orders]
    assert kept[0] == kept[1]
    assert [len(found) for found in kept[0].values()] == [samples.EACH]


def test_patterns_that_became_one_share_a_sample() -> None:
    both = samples.sampled(samples.sampled((), records("a", 3, "x")), records("b", 3, "y"))
    found = samples.drawn(both, {"x": "z", "y": "z"})
    assert {key[3]: len(drawn) for key, drawn in found.items()} == {"z": 6}
