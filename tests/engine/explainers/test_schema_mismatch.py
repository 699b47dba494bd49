"""A schema that no longer fits accuses the store, and the change that migrated it."""

from collections.abc import Callable

from codriver.engine import Seen
from codriver.engine.explainers.schema_mismatch import explain
from codriver.model import Situation
from codriver.testing import a_deploy, a_situation, an_error

Look = Callable[[Situation], Seen]
NO_COLUMN = an_error("inventory", 'database: column "bin" does not exist', kind="schema", peer="database")


def test_the_store_and_its_latest_change_are_meant(look: Look) -> None:
    passed_on = an_error("checkout", 'inventory: column "bin" does not exist', kind="schema", peer="inventory")
    situation = a_situation(observations=[NO_COLUMN, passed_on], changes=[a_deploy("database"), a_deploy("inventory")])
    (hypothesis,) = explain(situation, look(situation))
    assert (hypothesis.suspect, hypothesis.mechanism, hypothesis.change) == (
        "database", "migration", situation.changes[0]
    )  # fmt: skip
    assert [piece.feature for piece in hypothesis.evidence] == ["schema_words"]


def test_without_a_change_the_store_is_still_named(look: Look) -> None:
    situation = a_situation(observations=[NO_COLUMN])
    (hypothesis,) = explain(situation, look(situation))
    assert (hypothesis.change, hypothesis.at) == (None, NO_COLUMN.at)


def test_a_database_that_alone_speaks_is_the_suspect(look: Look) -> None:
    situation = a_situation(observations=[an_error("database", "no such table: ledger", kind="schema")])
    assert [hypothesis.suspect for hypothesis in explain(situation, look(situation))] == ["database"]
