from datetime import UTC, datetime

from tests.advice.told import TOLD, facts

from codriver.advice.facts import Facts, facts_of


def test_records_stand_by_id_and_names_are_those_of_services_versions_and_mechanisms() -> None:
    assert facts().records["f-1"].startswith("ledger now takes 900 ms")
    assert facts().records["c-1"].endswith("page Bob")
    assert facts().names == {"till", "ledger", "menu", "v42", "slow"}


def test_edges_come_from_paths_and_findings_and_each_service_has_its_first_trouble() -> None:
    assert facts().edges == {("ledger", "till")}
    assert facts().began == {
        "ledger": datetime(2026, 3, 1, 2, 41, 10, tzinfo=UTC),
        "till": datetime(2026, 3, 1, 2, 41, 20, tzinfo=UTC),
    }


def test_an_assessment_of_nothing_has_no_facts() -> None:
    assert facts_of({}) == Facts()
    assert facts_of({"findings": "none", "citations": []}) == Facts()


def test_what_a_look_up_brought_can_be_cited_too() -> None:
    assert facts_of(TOLD).with_records({"rb-1": "restart it"}).records["rb-1"] == "restart it"
