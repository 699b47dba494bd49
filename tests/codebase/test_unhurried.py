"""No collection inside, as before outside."""

import gc

from codriver.codebase.unhurried import unhurried


def test_collection_rests_inside_and_is_as_it_was_after() -> None:
    before = gc.isenabled()
    with unhurried():
        assert not gc.isenabled()
    assert gc.isenabled() == before
