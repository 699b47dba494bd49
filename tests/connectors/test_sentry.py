"""Sentry's Web API (version 0), as its OpenAPI description has it."""

from tests.connectors.asked import told
from tests.servers import routes

from codriver.connectors import sentry
from codriver.model import Frame, Signal, Stage

ISSUE = {
    "id": "12",
    "title": "KeyError: 'total'",
    "culprit": "checkout.total",
    "firstSeen": "2026-03-01T01:58:00Z",
    "lastSeen": "2026-03-01T02:09:00Z",
    "count": "144",
    "level": "error",
    "permalink": "https://sentry.io/issues/12/",
    "project": {"slug": "checkout"},
    "metadata": {"type": "KeyError", "value": "'total'"},
}
FRAMES = [
    {"filename": "flask/app.py", "lineNo": 9, "function": "wsgi", "inApp": False},
    {"filename": "checkout/total.py", "lineNo": 42, "function": "total", "inApp": True},
]
EVENT = {"entries": [{"type": "exception", "data": {"values": [{"stacktrace": {"frames": FRAMES}}]}}]}
RELEASE = {
    "version": "checkout@1f3a",
    "shortVersion": "1f3a",
    "dateCreated": "2026-03-01T01:40:00Z",
    "lastDeploy": {"environment": "production", "dateFinished": "2026-03-01T01:55:00Z"},
    "projects": [{"slug": "checkout"}],
}
ANSWERS = {
    "/api/0/organizations/acme/projects/": [{"id": "7", "slug": "checkout"}, {"id": "8", "slug": "other"}],
    "/api/0/organizations/acme/issues/": [ISSUE],
    "/api/0/organizations/acme/issues/12/events/latest/": EVENT,
    "/api/0/organizations/acme/releases/": [RELEASE],
}


def test_an_issue_is_an_exception_with_the_frames_of_its_newest_event() -> None:
    found = told(sentry, routes(ANSWERS), org="acme", projects=["checkout"])
    (issue,) = found.observations()
    assert (issue.signal, issue.service, issue.name, issue.before) == (Signal.EXCEPTION, "checkout", "KeyError", 0.0)
    assert issue.frames[-1] == Frame(file="checkout/total.py", line=42, function="total", ours=True)
    assert issue.cites[0].quote == "KeyError: 'total'"
    (asked,) = (one for one in found.server.asked if one.path.endswith("/issues/"))
    assert asked.query["project"] == ["7"]


def test_a_deploy_of_a_release_is_a_change() -> None:
    (deploy,) = told(sentry, routes(ANSWERS), org="acme").changes()
    assert (deploy.stage, deploy.service, deploy.version) == (Stage.DEPLOYED, "checkout", "1f3a")
