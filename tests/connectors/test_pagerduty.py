"""PagerDuty's REST API v2, as its OpenAPI description has it."""

from tests.connectors.asked import asking, told
from tests.servers import routes

from codriver.connectors import pagerduty
from codriver.model import ChangeKind, Signal

INCIDENT = {
    "incident_number": 1234,
    "title": "Checkout is failing",
    "status": "triggered",
    "urgency": "high",
    "created_at": "2026-03-01T02:01:00Z",
    "service": {"summary": "Checkout (prod)"},
    "html_url": "https://acme.pagerduty.com/incidents/Q1",
}
DONE = {**INCIDENT, "status": "resolved", "last_status_change_at": "2026-03-01T02:05:00Z"}
CHANGE = {
    "summary": "Flag new-cart switched on",
    "timestamp": "2026-03-01T01:55:00Z",
    "source": "flags",
    "services": [{"summary": "Checkout (prod)"}],
    "links": [{"href": "https://flags/new-cart", "text": "flag"}],
    "custom_details": {"user": "ann"},
}
ANSWERS = {"/incidents": {"incidents": [INCIDENT, DONE]}, "/change_events": {"change_events": [CHANGE]}}


def test_incidents_are_alerts_and_change_events_changes() -> None:
    found = told(pagerduty, routes(ANSWERS), services={"Checkout (prod)": "checkout"})
    open_one, resolved = found.observations()
    assert (open_one.signal, open_one.service, open_one.until) == (Signal.ALERT, "checkout", None)
    assert f"{resolved.until:%H:%M}" == "02:05"
    (change,) = found.changes()
    assert (change.kind, change.by, change.url) == (ChangeKind.FLAG, "ann", "https://flags/new-cart")
    first = found.server.asked[0]
    assert first.headers["authorization"] == "Token token=a-token"
    assert first.headers["accept"] == "application/vnd.pagerduty+json;version=2"


def test_changes_of_other_services_are_left_out() -> None:
    assert told(pagerduty, routes(ANSWERS), service_ids=["P9"]).changes() == []


def test_what_fires_now_is_asked_for_by_its_state() -> None:
    with asking(pagerduty, routes(ANSWERS), service_ids=["P1"]) as (source, server):
        assert list(pagerduty.firing(source))
    assert server.asked[0].query["statuses[]"] == ["triggered", "acknowledged"]
    assert server.asked[0].query["service_ids[]"] == ["P1"]
