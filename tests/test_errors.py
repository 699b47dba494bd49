"""Every error says what is wrong, and how to mend it; the tree at the top of errors.py is the tree that is there."""

import inspect

import pytest

from codriver import errors
from codriver.errors import CodriverError, ConfigError, KnowledgeError

TREE = [found for _, found in inspect.getmembers(errors, inspect.isclass) if issubclass(found, CodriverError)]


@pytest.mark.parametrize("error", TREE, ids=lambda error: error.__name__)
def test_every_error_carries_a_hint(error: type[CodriverError]) -> None:
    hint = inspect.signature(error).parameters["hint"]
    assert hint.kind is inspect.Parameter.KEYWORD_ONLY
    assert hint.default == ""


@pytest.mark.parametrize("error", TREE, ids=lambda error: error.__name__)
def test_the_tree_is_drawn_with_every_error_in_it(error: type[CodriverError]) -> None:
    assert error.__name__ in (errors.__doc__ or "")
    assert error is CodriverError or error.__base__ is CodriverError


def test_an_error_reads_as_its_message_and_keeps_its_hint_apart() -> None:
    error = ConfigError("sources.logs: unknown `pth`", hint="known: path")
    assert (str(error), error.message, error.hint) == (error.message, "sources.logs: unknown `pth`", "known: path")


def test_what_the_user_can_mend_or_the_gate_refuses_leaves_with_2_and_everything_else_with_1() -> None:
    mendable = {"ConfigError", "ProviderError", "NotConfirmed", "AlreadyRecorded"}
    assert {error.__name__ for error in TREE if error.exit_code == 2} == mendable
    assert {error.exit_code for error in TREE if error.__name__ not in mendable} == {1}


def test_broken_knowledge_names_its_file_and_line() -> None:
    error = KnowledgeError("`cause` is missing", file="modes/pool.md", line=7, hint="add it")
    assert (error.message, error.file, error.line) == ("modes/pool.md:7: `cause` is missing", "modes/pool.md", 7)
