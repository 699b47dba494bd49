"""Grafana's HTTP API, as its documentation of 11 describes it."""

from tests.connectors.asked import SCOPE, told
from tests.servers import routes

from codriver.connectors import grafana
from codriver.model import ChangeKind, Scope
from codriver.testing import ONSET

AT = int(ONSET.timestamp() * 1000) - 60_000
ROWS = [
    {"id": 1, "time": AT, "text": "deployed <b>v2</b>", "tags": ["deploy", "service:pay"], "login": "ann"},
    {"id": 2, "time": AT, "text": "lunch", "tags": []},
    {"id": 3, "time": AT, "text": "flag new-cart on", "tags": ["feature-flag"], "dashboardUID": "abc"},
    {"id": 4, "time": AT, "text": "alerting", "alertId": 7, "newState": "alerting"},
]
ANSWERS = {
    "/api/annotations": ROWS,
    "/api/search": [{"uid": "abc", "title": "Pay overview", "url": "/d/abc/pay-overview"}],
}


def test_annotations_that_tell_of_a_change_are_changes_and_others_events() -> None:
    found = told(grafana, routes(ANSWERS))
    assert [(one.kind, one.service, one.by) for one in found.changes()] == [
        (ChangeKind.DEPLOY, "pay", "ann"),
        (ChangeKind.FLAG, "", ""),
    ]
    assert found.changes()[1].url == f"{found.server.url}/d/abc"
    assert [one.says for one in found.observations()] == ["annotation: lunch"]


def test_dashboards_of_the_service_asked_about_are_links() -> None:
    found = told(grafana, routes(ANSWERS), Scope(services=("pay",), since=SCOPE.since, until=SCOPE.until))
    (link,) = (one for one in found.observations() if one.kind == "link")
    assert link.says == f"dashboard Pay overview: {found.server.url}/d/abc/pay-overview"
