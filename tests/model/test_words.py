"""The words are frozen values made of the standard library, and the public face is whole and sorted."""

import ast
import dataclasses
import sys
from datetime import timedelta
from enum import Enum
from pathlib import Path

import pytest

import codriver.model
from codriver import model
from codriver.model import Change, ChangeKind, Citation, Gap, Matters, Observation, Ref, Stage, Window
from codriver.testing import ONSET, WINDOW, a_deploy, a_failure_mode, an_error

FOLDER = Path(codriver.model.__file__).parent
VALUES = [value for name in model.__all__ if dataclasses.is_dataclass(value := getattr(model, name))]


def names_defined_in(module: Path) -> set[str]:
    return {node.name for node in ast.parse(module.read_text("utf-8")).body if isinstance(node, ast.ClassDef)}


def modules_imported_by(module: Path) -> set[str]:
    found = ast.walk(ast.parse(module.read_text("utf-8")))
    nodes = [node for node in found if isinstance(node, ast.Import | ast.ImportFrom)]
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_the_public_face_is_sorted_and_whole() -> None:
    assert model.__all__ == sorted(model.__all__, key=lambda name: (not name.isupper(), name.islower(), name))
    assert set().union(*map(names_defined_in, FOLDER.glob("*.py"))) <= set(model.__all__)


@pytest.mark.parametrize("module", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_the_words_need_the_standard_library_only(module: Path) -> None:
    outside = {name for name in modules_imported_by(module) if not name.startswith("codriver.model")}
    assert outside <= sys.stdlib_module_names | {"collections.abc"}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_every_word_is_a_frozen_value_with_fixed_fields(value: type) -> None:
    assert vars(value)["__dataclass_params__"].frozen
    assert "__slots__" in vars(value)


def test_every_other_word_is_a_list_of_values_that_can_be_written_down() -> None:
    kinds = [kind for name in model.__all__ if isinstance(kind := getattr(model, name), type) and kind not in VALUES]
    assert all(issubclass(kind, Enum) for kind in kinds)


def test_a_gap_that_hides_much_comes_before_one_that_hides_little() -> None:
    gaps = [Gap(what="x", why="y", hint="z", matters=matters) for matters in (Matters.LITTLE, Matters.MUCH)]
    assert max(gaps, key=lambda gap: gap.matters).matters is Matters.MUCH


def test_the_same_fact_has_the_same_id_and_another_fact_another() -> None:
    assert an_error("pay", "boom").id == an_error("pay", "boom").id != an_error("pay", "bang").id
    assert a_deploy("pay").id != a_deploy("pay", minutes=-3).id
    assert a_failure_mode("pay", "x").id == a_failure_mode("pay", "x").id


def test_merged_and_deployed_are_two_stages_of_a_change() -> None:
    told = {"kind": ChangeKind.CONFIG, "service": "pay", "at": ONSET, "what": "x", "source": "git", "cites": ()}
    merged, deployed = (Change(stage=stage, **told) for stage in Stage)  # type: ignore[arg-type]  # a table of fields
    assert merged != deployed
    assert merged.id != deployed.id


def test_a_window_knows_how_long_before_and_after_the_onset_it_reaches() -> None:
    window = Window(since=ONSET - timedelta(minutes=30), onset=ONSET, until=ONSET + timedelta(minutes=10))
    assert (window.before_s, window.after_s) == (1800.0, 600.0)
    assert window == WINDOW


def test_a_citation_of_the_same_words_elsewhere_is_another_citation() -> None:
    assert Citation(Ref("logs", "a.log:1"), "boom").id != Citation(Ref("logs", "a.log:2"), "boom").id


def test_a_label_that_is_not_there_is_an_empty_text() -> None:
    seen: Observation = dataclasses.replace(an_error("pay", "boom"), labels=(("pod", "pay-1"),))
    assert (seen.label("pod"), seen.label("zone")) == ("pay-1", "")
