from dataclasses import replace

import pytest

from codriver.model import Change, ChangeKind, Stage
from codriver.room.placing import placed
from codriver.testing import a_deploy

KNOWN = {"payments": "payments", "payments-service": "payments", "orders": "orders"}


def a_commit(*files: str) -> Change:
    lines = tuple((file, 1, 2) for file in files)
    return replace(a_deploy("x"), service="", stage=Stage.MERGED, files=files, lines=lines, kind=ChangeKind.DEPLOY)


@pytest.mark.parametrize(
    "file",
    ["payments/settings.py", "src/payments/a.py", "services/payments/a.py", "apps/payments", "src/services/Payments/x"],
)
def test_a_commit_in_a_folder_of_a_known_service_belongs_to_it(file: str) -> None:
    assert [change.service for change in placed([a_commit(file)], KNOWN)] == ["payments"]


@pytest.mark.parametrize("file", ["README.md", "payments.py", "lib/text/payments/a.py", "billing/a.py", "payments"])
def test_a_commit_in_no_such_folder_stays_as_it_is(file: str) -> None:
    assert placed([a_commit(file)], KNOWN) == (a_commit(file),)


def test_a_commit_to_two_services_is_told_once_for_each_with_what_both_share() -> None:
    orders, payments = placed([a_commit("README.md", "orders/a.py", "payments/config/pay.yaml")], KNOWN)
    assert (orders.service, orders.files, orders.kind) == ("orders", ("README.md", "orders/a.py"), ChangeKind.DEPLOY)
    assert (payments.service, payments.kind) == ("payments", ChangeKind.CONFIG)
    assert [line[0] for line in payments.lines] == ["README.md", "payments/config/pay.yaml"]


def test_what_was_placed_or_deployed_is_left_alone() -> None:
    told = [replace(a_commit("orders/a.py"), service="web"), a_deploy("")]
    assert placed(told, KNOWN) == tuple(told)
