"""GitHub's REST API, version 2022-11-28, as its OpenAPI description has it."""

from tests.connectors.asked import SCOPE, Told, told
from tests.servers import Asked, Reply, as_json

from codriver.connectors import github
from codriver.model import Stage

SHA, OLD = "6dcb09b5b57875f334f61aebed695e2e4193db5e", "0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c"
DEPLOYMENTS = [
    {"id": 2, "sha": SHA, "ref": "main", "environment": "production", "created_at": "2026-03-01T01:50:00Z"},
    {"id": 1, "sha": OLD, "ref": "main", "environment": "production", "created_at": "2026-03-01T00:10:00Z"},
    {"id": 3, "sha": OLD, "ref": "main", "environment": "staging", "created_at": "2026-03-01T01:57:00Z"},
]
STATUS = {"state": "success", "created_at": "2026-03-01T01:55:00Z", "log_url": "https://ci/2"}
PULL = {
    "number": 7,
    "title": 'Retry "twice"',
    "merged_at": "2026-03-01T01:40:00Z",
    "merge_commit_sha": SHA,
    "user": {"login": "ann"},
    "html_url": "https://github.com/acme/checkout/pull/7",
}
RELEASE = {"tag_name": "v1.2", "published_at": "2026-03-01T01:45:00Z", "draft": False, "author": {"login": "ann"}}
RUN = {"name": "Deploy", "conclusion": "success", "updated_at": "2026-03-01T01:56:00Z", "head_sha": SHA}
LISTS: dict[str, object] = {
    "/repos/acme/checkout/deployments": DEPLOYMENTS,
    "/repos/acme/checkout/releases": [RELEASE, {**RELEASE, "draft": True}],
    "/repos/acme/checkout/pulls": [PULL, {**PULL, "merged_at": None}],
    "/repos/acme/checkout/pulls/7/files": [{"filename": "config/checkout.json"}],
    "/repos/acme/checkout/actions/runs": {
        "total_count": 3,
        "workflow_runs": [RUN, {**RUN, "conclusion": "failure"}, {**RUN, "name": "Lint"}],
    },
}


def answer(asked: Asked) -> Reply:
    return as_json([STATUS] if asked.path.endswith("/statuses") else LISTS[asked.path])


def asked_of(**more: object) -> Told:
    return told(github, answer, SCOPE, repos=["acme/checkout"], **more)


def test_deployments_pull_requests_releases_and_deploying_workflows_are_changes() -> None:
    changes = {one.what.partition(":")[0]: one for one in asked_of().changes()}
    assert sorted(changes) == [
        '#7 Retry "twice"',
        "deployment of main to production",
        "release v1.2",
        "workflow Deploy succeeded",
    ]
    deployed = next(one for one in asked_of().changes() if one.version == SHA and "deployment" in one.what)
    assert (deployed.stage, deployed.service, deployed.previous) == (Stage.DEPLOYED, "checkout", OLD)
    pull = changes['#7 Retry "twice"']
    assert (pull.stage, pull.version, pull.by, pull.files) == (Stage.MERGED, SHA, "ann", ("config/checkout.json",))
    assert (pull.kind.value, pull.cites[0].quote) == ("config", r"Retry \"twice\"")


def test_only_production_counts_unless_another_environment_is_named() -> None:
    staging = [one for one in asked_of(environments=["staging"]).changes() if "staging" in one.what]
    assert len(staging) == 1
    assert not any("staging" in one.what for one in asked_of().changes())


def test_a_failed_deploying_workflow_is_an_event() -> None:
    (event,) = asked_of().observations()
    assert event.name == "workflow Deploy failed"


def test_the_version_of_the_api_and_the_token_go_along_and_services_are_mapped() -> None:
    found = asked_of(services={"acme/checkout": "shop-checkout"})
    assert found.server.asked[0].headers["x-github-api-version"] == "2022-11-28"
    assert found.server.asked[0].headers["authorization"] == "Bearer a-token"
    assert {one.service for one in found.changes()} == {"shop-checkout"}


def test_no_repository_is_a_gap() -> None:
    assert "no repository" in told(github, answer).gaps()[0].why
