"""GitLab's REST API v4, as its documentation of 17 describes it."""

from tests.connectors.asked import told
from tests.servers import Asked, Reply, as_json

from codriver.connectors import gitlab
from codriver.model import Stage

SHA = "a91957a858320c0e17f3a0eca7cfacbff50ea29a"
LISTS: dict[str, object] = {
    "deployments": [
        {
            "ref": "main",
            "sha": SHA,
            "updated_at": "2026-03-01T01:55:00.000Z",
            "user": {"username": "ann"},
            "environment": {"name": "production"},
            "deployable": {"finished_at": "2026-03-01T01:54:00.000Z", "web_url": "https://gitlab/jobs/1"},
        }
    ],
    "merge_requests": [
        {
            "iid": 4,
            "title": "Longer timeout",
            "merged_at": "2026-03-01T01:40:00.000Z",
            "merge_commit_sha": SHA,
            "author": {"username": "bob"},
            "web_url": "https://gitlab/mr/4",
        }
    ],
    "diffs": [{"old_path": "a.py", "new_path": "services/pay/a.py"}],
    "releases": [{"tag_name": "v2", "released_at": "2026-03-01T01:30:00.000Z", "author": {"username": "bob"}}],
    "pipelines": [{"id": 9, "ref": "main", "sha": SHA, "updated_at": "2026-03-01T01:50:00.000Z"}],
}


def answer(asked: Asked) -> Reply:
    return as_json(LISTS[asked.path.rpartition("/")[2]])


def test_what_was_deployed_merged_and_released_is_told() -> None:
    found = told(gitlab, answer, projects=["acme/pay"])
    assert [(one.stage, one.what, one.by) for one in found.changes()] == [
        (Stage.DEPLOYED, "deployment of main to production", "ann"),
        (Stage.MERGED, "!4 Longer timeout", "bob"),
        (Stage.MERGED, "release v2", "bob"),
    ]
    assert f"{found.changes()[0].at:%H:%M}" == "01:54"
    assert found.changes()[1].files == ("services/pay/a.py",)
    assert found.observations()[0].name == "pipeline failed"


def test_projects_are_asked_by_their_path_with_the_header_that_gitlab_wants() -> None:
    first = told(gitlab, answer, projects=["acme/pay"]).server.asked[0]
    assert first.path == "/api/v4/projects/acme%2Fpay/deployments"
    assert first.headers["private-token"] == "a-token"


def test_no_project_is_a_gap() -> None:
    assert "no project" in told(gitlab, answer).gaps()[0].why
