import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

jsonschema = pytest.importorskip("jsonschema")
Run = Callable[..., tuple[int, str, str]]


def test_a_mark_from_the_screen_opens_even_when_the_log_is_gone(run: Run, logs: Path) -> None:
    out = run("triage", str(logs))[1]
    mark = re.search(r"\[(c-[0-9a-f]+)\]", out)
    assert mark is not None
    (logs / "basket.log").unlink()
    code, shown, _ = run("show", mark[0])
    assert code == 0
    assert shown.startswith(f"CITATION {mark[1]}")
    assert "basket.log:" in shown.splitlines()[1]
    assert shown.splitlines()[2].startswith("  | ")


def test_json_is_what_the_schema_says(run: Run, logs: Path) -> None:
    key = next(iter(json.loads(run("triage", str(logs), "--json")[1])["citations"]))
    schema = json.loads(files("codriver.schemas").joinpath("show.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(run("show", key, "--json")[1]))


def test_an_unknown_id_is_refused_with_a_hint(run: Run) -> None:
    code, out, err = run("show", "c-0000")
    assert (code, out) == (2, "")
    assert re.fullmatch(r"error: .*c-0000.*\nhint: .+\n", err)
