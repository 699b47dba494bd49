from codriver.advice.facts import Facts
from codriver.advice.material import MOST, material


def test_findings_come_first_and_what_does_not_fit_is_left_out() -> None:
    records = {f"c-{n}": "x" * 200 for n in range(300)} | {"f-1": "the finding"}
    told = material(Facts(records=records))
    assert told.splitlines()[1] == "[f-1] the finding"
    assert len(told) < MOST + 200
