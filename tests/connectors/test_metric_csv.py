import math
from pathlib import Path

import pytest

from codriver.access.files import sample
from codriver.connectors import Fact, File
from codriver.connectors.metric_csv import read, recognise
from codriver.errors import SourceError
from codriver.model import Citation, Gap, Matters, Ref, Scope
from codriver.telemetry.rows import Series


def written(folder: Path, text: str, name: str = "metrics.csv") -> File:
    path = folder / name
    path.write_text(text, "utf-8")
    return File(path, name, sample(path))


def facts(file: File) -> list[Fact]:
    return list(read(file, Scope()))


def series(file: File) -> list[Series]:
    return [one for one in facts(file) if isinstance(one, Series)]


WIDE = """time,web_cpu,web_latency_ms,store_cpu,store_latency_ms
2024-05-01T12:00:00Z,0.1,20,0.2,5
2024-05-01T12:00:15Z,0.30,,0.2,5
"""
LONG = "timestamp;service;metric;value\n1714564800;web;cpu;0.1\n1714564800;store;cpu;0.2\n1714564815;web;cpu;0.30\n"


def test_a_wide_file_has_a_series_a_column(tmp_path: Path) -> None:
    file = written(tmp_path, WIDE)
    found = series(file)
    assert recognise(file) >= 0.8
    assert [(one.name, one.labels) for one in found] == [
        ("cpu", (("service", "web"),)),
        ("latency_ms", (("service", "web"),)),
        ("cpu", (("service", "store"),)),
        ("latency_ms", (("service", "store"),)),
    ]
    assert list(found[0].times) == [1714564800, 1714564815]
    assert found[0].cite(1) == Citation(Ref("metric-csv", "metrics.csv:3"), "0.30")
    assert math.isnan(found[1].values[1])


def test_a_long_file_has_a_series_a_set_of_labels(tmp_path: Path) -> None:
    file = written(tmp_path, LONG)
    found = series(file)
    assert recognise(file) >= 0.8
    assert [(one.name, one.labels, one.values) for one in found] == [
        ("cpu", (("service", "store"),), (0.2,)),
        ("cpu", (("service", "web"),), (0.1, 0.3)),
    ]
    assert found[1].cite(1) == Citation(Ref("metric-csv", "metrics.csv:4"), "0.30")


@pytest.mark.parametrize(
    "time", ["1714564800", "1714564800000", "1714564800000000", "1714564800000000000", "1714564800.0",
             "2024-05-01T14:00:00+02:00", "2024-05-01 12:00:00"],
)  # fmt: skip
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_times_and_delimiters_as_tools_write_them(tmp_path: Path, time: str, delimiter: str) -> None:
    file = written(tmp_path, delimiter.join(["Time", "queue_depth"]) + "\n" + delimiter.join([time, "7"]) + "\n")
    assert recognise(file) >= 0.8
    assert [(one.name, one.times, one.values) for one in series(file)] == [("queue_depth", (1714564800,), (7,))]


def test_times_without_a_zone_are_said(tmp_path: Path) -> None:
    gap = next(one for one in facts(written(tmp_path, "time,cpu\n2024-05-01 12:00:00,1\n")) if isinstance(one, Gap))
    assert "UTC" in gap.why
    assert gap.matters is Matters.LITTLE


def test_names_as_prometheus_spells_them_are_taken_apart(tmp_path: Path) -> None:
    text = 'time;"up{job=""web"",zone=""a""}"\n1714564800;1\n'
    assert [(one.name, one.labels) for one in series(written(tmp_path, text))] == [
        ("up", (("job", "web"), ("zone", "a")))
    ]


def test_a_file_named_after_its_metric_has_a_service_a_column(tmp_path: Path) -> None:
    found = series(written(tmp_path, "time,web,store\n1714564800,1,2\n", "latency.csv"))
    assert [(one.name, one.labels) for one in found] == [
        ("latency", (("service", "web"),)),
        ("latency", (("service", "store"),)),
    ]


def test_names_that_only_share_words_are_not_taken_apart(tmp_path: Path) -> None:
    found = series(written(tmp_path, "time,http_requests_total,http_errors_total\n1714564800,1,2\n"))
    assert [(one.name, one.labels) for one in found] == [("http_requests_total", ()), ("http_errors_total", ())]


def test_lines_that_cannot_be_read_are_said_and_the_others_kept(tmp_path: Path) -> None:
    found = facts(written(tmp_path, "time,cpu\n1714564800,1\nsoon,2\n1714564830\n1714564845,4\n"))
    assert [one.values for one in found if isinstance(one, Series)] == [(1, 4)]
    assert "2 lines could not be read, the first is line 3" in [one.why for one in found if isinstance(one, Gap)]


def test_a_header_and_nothing_else_is_a_gap(tmp_path: Path) -> None:
    assert [type(one) for one in facts(written(tmp_path, "time,cpu\n"))] == [Gap]


@pytest.mark.parametrize("text", ["", "just words\n", "a,b\n1,2\n"])
def test_a_file_without_a_time_column_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="no table with a time column") as caught:
        facts(written(tmp_path, text))
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "time,service,version\n2024-05-01T12:00:00Z,web,v2\n",
        "time,service,version\n2024-05-01T12:00:00Z,web,7\n",
        "a,b\n1,2\n",
        "time,cpu\nsoon,2\n",
        "2024-05-01T12:00:00Z ERROR no, it failed, 3\n",
        "time,metric,value\n1714564800,cpu,high\n",
    ],
)
def test_other_files_are_left_to_others(tmp_path: Path, text: str) -> None:
    assert recognise(written(tmp_path, text)) == 0


def test_one_service_before_several_kinds_of_metrics_owns_the_columns(tmp_path: Path) -> None:
    found = series(written(tmp_path, "time,orders_errors,orders_latency\n1714564800,0,10\n"))
    assert [(one.name, one.labels) for one in found] == [
        ("errors", (("service", "orders"),)),
        ("latency", (("service", "orders"),)),
    ]


def test_a_metrics_own_beginning_is_no_service_and_how_to_name_one_is_said(tmp_path: Path) -> None:
    file = written(tmp_path, "time,http_errors,http_latency\n1714564800,0,10\n")
    assert [(one.name, one.labels) for one in series(file)] == [("http_errors", ()), ("http_latency", ())]
    told = {one.why: one.hint for one in facts(file) if isinstance(one, Gap)}
    assert told["2 series name no service, the first is http_errors"] == "name the columns `service|metric`"


def test_too_few_points_to_compare_are_said(tmp_path: Path) -> None:
    file = written(tmp_path, "time;service;metric;value\n2024-05-01T12:00:00Z;web;cpu;1\n")
    gap = facts(file)[-1]
    assert [(one.name, one.values) for one in series(file)] == [("cpu", (1,))]
    assert isinstance(gap, Gap)
    assert gap.why == "1 point a series at most: too few to compare"
