import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.telemetry.naming import canonical, match, peer_of, service_of


@pytest.mark.parametrize(
    ("labels", "service"),
    [
        ({"service.name": "web", "job": "other"}, "web"),
        ({"job": "shop/web"}, "web"),
        ({"job": "kubernetes-pods", "pod": "web-7d9f8b6c5d-x2x4z"}, "web"),
        ({"service": "kps-kube-state-metrics", "container": "web"}, "web"),
        ({"statefulset": "store", "pod": "store-0"}, "store"),
        ({"pod": "store-0"}, "store"),
        ({"instance": "web:8080"}, "web"),
        ({"instance": "10.1.2.3:8080"}, ""),
        ({"container": "POD"}, ""),
        ({}, ""),
    ],
)
def test_labels_tell_the_service(labels: dict[str, str], service: str) -> None:
    assert service_of(labels) == service


@pytest.mark.parametrize(
    ("labels", "peer"),
    [
        ({"peer": "store"}, "store"),
        ({"server.address": "store:5432"}, "store"),
        ({"upstream_cluster": "outbound|80||store.shop.svc.cluster.local"}, "store.shop.svc.cluster.local"),
        ({"peer": "127.0.0.1:80"}, ""),
        ({"service": "web"}, ""),
    ],
)
def test_labels_tell_the_callee(labels: dict[str, str], peer: str) -> None:
    assert peer_of(labels) == peer


@pytest.mark.parametrize(
    "spelling",
    ["web_shop", "Web.Shop", "ns/web-shop", "http://web-shop:80/path", "web-shop.ns.svc.cluster.local", "WebShop"],
)
def test_one_normal_form_for_all_spellings(spelling: str) -> None:
    assert canonical(spelling) == "web-shop"


def test_a_pods_random_suffix_is_no_part_of_the_name() -> None:
    assert canonical("web-shop-7d9f8b6c5d-x2x4z") == "web-shop"


@pytest.mark.parametrize("name", ["web", "web-svc", "web-service-prod", "WEB"])
def test_endings_that_say_nothing_do_not_hinder_a_match(name: str) -> None:
    assert match(name, {"web": "web"}) == "web"


def test_an_alias_leads_to_its_service() -> None:
    assert match("shopfront", {"web": "web", "shopfront": "web"}) == "web"


@pytest.mark.parametrize("name", ["payment", "payments-worker", "pay", "payments2"])
def test_similar_is_not_the_same(name: str) -> None:
    assert match(name, {"payments": "payments"}) is None


def test_two_services_that_a_name_could_mean_are_not_merged() -> None:
    assert match("web", {"web-svc": "one", "web-prod": "two"}) is None


@given(st.text(max_size=40))
def test_any_text_has_a_normal_form_that_stays(name: str) -> None:
    assert canonical(canonical(name)) == canonical(canonical(canonical(name)))
    assert match(name, {name: "it"}) == "it"
