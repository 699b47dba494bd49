import json
import math
from pathlib import Path
from typing import Any

import pytest

from codriver.access.files import sample
from codriver.connectors import Fact, File
from codriver.connectors.prometheus_json import read, recognise
from codriver.errors import SourceError
from codriver.model import Citation, Gap, Ref, Scope
from codriver.telemetry.rows import Series

LABELS = {"__name__": "up", "job": "web"}


def written(folder: Path, content: object, name: str = "metrics/up.json") -> File:
    path = folder / Path(name).name
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return File(path, name, sample(path))


def answer(kind: str, result: object, **more: object) -> dict[str, Any]:
    return {"status": "success", "data": {"resultType": kind, "result": result}, **more}


def facts(file: File) -> list[Fact]:
    return list(read(file, Scope()))


def only(file: File) -> Series:
    (one,) = [fact for fact in facts(file) if isinstance(fact, Series)]
    return one


def test_a_range_query_becomes_series_whose_points_can_be_cited(tmp_path: Path) -> None:
    file = written(
        tmp_path, answer("matrix", [{"metric": LABELS, "values": [[1714564800, "1"], [1714564815.5, "0.50"]]}])
    )
    series = only(file)
    assert recognise(file) > 0.9
    assert (series.name, series.labels) == ("up", (("job", "web"),))
    assert (series.times, series.values) == ((1714564800.0, 1714564815.5), (1.0, 0.5))
    assert series.cite(1) == Citation(Ref("prometheus", "metrics/up.json#/data/result/0/values/1/1"), "0.50")


@pytest.mark.parametrize(
    ("content", "locator"),
    [
        (answer("vector", [{"metric": LABELS, "value": [1714564800, "7"]}]), "#/data/result/0/value/1"),
        (answer("scalar", [1714564800, "7"]), "#/data/result/1"),
        (
            {"resultType": "matrix", "result": [{"metric": LABELS, "values": [[1714564800, "7"]]}]},
            "#/result/0/values/0/1",
        ),
        ([{"metric": LABELS, "values": [[1714564800, "7"]]}], "#/0/values/0/1"),
    ],
)
def test_other_shapes_of_an_answer_are_read_too(tmp_path: Path, content: object, locator: str) -> None:
    file = written(tmp_path, content)
    series = only(file)
    assert recognise(file) >= 0.8
    assert (series.name, series.values) == ("up", (7.0,))
    assert series.cite(0) == Citation(Ref("prometheus", f"metrics/up.json{locator}"), "7")


def test_numbers_that_are_no_strings_keep_their_spelling(tmp_path: Path) -> None:
    text = '[{"metric": {"job": "web"}, "values": [[1714564800, 1.50e3]]}]'
    assert only(written(tmp_path, text)).tokens == ("1.50e3",)


def test_a_result_without_a_name_takes_the_files(tmp_path: Path) -> None:
    file = written(tmp_path, answer("matrix", [{"metric": {}, "values": [[1, "1"]]}]), "metrics/error_share.json")
    assert only(file).name == "error_share"


def test_points_are_put_in_order_and_keep_their_rows(tmp_path: Path) -> None:
    series = only(written(tmp_path, [{"metric": LABELS, "values": [[30, "3"], [10, "NaN"], [20, "+Inf"]]}]))
    assert list(series.times) == [10, 20, 30]
    assert math.isnan(series.values[0])
    assert math.isinf(series.values[1])
    assert series.rows == (1, 2, 0)


def test_braces_in_a_files_name_stay_in_its_citations(tmp_path: Path) -> None:
    file = written(tmp_path, [{"metric": LABELS, "values": [[1, "1"]]}], "rate{job}.json")
    assert only(file).cite(0).ref.locator == "rate{job}.json#/0/values/0/1"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"status": "error", "errorType": "bad_data", "error": "parse error at char 7"}, "parse error at char 7"),
        (answer("string", [1, "text"]), "result type `string`"),
        (answer("streams", []), "result type `streams`"),
        ({"status": "success", "data": {"resultType": "matrix"}}, "`result` is missing"),
        ("[1, 2", "no valid JSON"),
        ("", "no valid JSON"),
        ("7", "no answer of Prometheus"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_holds_no_series_is_an_error_that_says_why(tmp_path: Path, content: object, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        facts(written(tmp_path, content))
    assert caught.value.hint


def test_what_cannot_be_read_within_an_answer_is_a_gap_and_the_rest_is_kept(tmp_path: Path) -> None:
    results = [
        {"metric": LABELS, "values": [[1, "1"], ["x", "2"], [3], None]},
        {"metric": LABELS, "histograms": [[1, {}]]},
        {"metric": LABELS, "values": []},
        "nothing",
    ]
    found = facts(written(tmp_path, answer("matrix", results, warnings=["a store did not answer"])))
    assert [type(one) for one in found] == [Gap, Series, Gap, Gap, Gap]


def test_an_answer_without_series_is_a_gap(tmp_path: Path) -> None:
    (gap,) = facts(written(tmp_path, answer("matrix", [])))
    assert isinstance(gap, Gap)
    assert "no series" in gap.why


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"alerts": []}', '{"time": 1, "msg": "matrix"}', "a,b\n1,2\n"])
def test_other_files_are_left_to_others(tmp_path: Path, text: str) -> None:
    assert recognise(written(tmp_path, text)) == 0


@pytest.mark.parametrize("kind", ["vector", "scalar"])
def test_an_instant_query_is_said_to_be_one(tmp_path: Path, kind: str) -> None:
    result = [{"metric": LABELS, "value": [1714564800, "0"]}] if kind == "vector" else [1714564800, "0"]
    series, gap = facts(written(tmp_path, answer(kind, result)))
    assert isinstance(series, Series)
    assert isinstance(gap, Gap)
    assert gap.why == "an instant query: one point each; a range query is needed"
