"""Images that cannot be had, by what the registry and the kubelet say."""

import pytest
from tests.telemetry.kubernetes.conftest import Bakery, Build

from codriver.telemetry.kubernetes.rules.images import find, read

POD = "Pod/oven-6c9d7f5b44-x2lqp"
PULL = 'Failed to pull image "registry.test/oven:1.4": '


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        ("rpc error: code = NotFound desc = registry.test/oven:1.4: not found", "image_reference_not_found"),
        ("manifest unknown: manifest unknown", "image_reference_not_found"),
        ("dial tcp: lookup registry.test on 10.0.0.10:53: no such host", "registry_name_unresolved"),
        ("dial tcp 10.2.3.4:443: i/o timeout", "registry_unreachable"),
        ("dial tcp 10.2.3.4:443: connect: connection refused", "registry_unreachable"),
        ("x509: certificate signed by unknown authority", "registry_certificate"),
        ("toomanyrequests: You have reached your pull rate limit", "registry_rate_limit"),
        ("unexpected status: 401 Unauthorized", "pull_refused"),
        ("pull access denied for oven, repository does not exist or may require authorization", "pull_refused"),
        ("no match for platform in manifest", "image_wrong_platform"),
        ("write /var/lib/containerd: no space left on device", "node_disk_full"),
        ("couldn't parse image name: invalid reference format", "image_name_invalid"),
    ],
)
def test_each_failure_to_pull_is_known_by_its_words(message: str, cause: str) -> None:
    assert read(PULL + message) == cause


def test_the_image_and_what_was_said_of_it_are_told(build: Build, bakery: Bakery) -> None:
    pod = bakery.pod(**bakery.waiting("ImagePullBackOff", "Back-off pulling image"))
    (fault,) = find(build(pod, bakery.event(POD, "Failed", f"{PULL}registry.test/oven:1.4: not found")))
    assert (fault.cause, fault.suspect) == ("image_reference_not_found", "oven")
    assert "registry.test/oven:1.4" in fault.says
    assert fault.cites[0].quote.startswith("Failed to pull image")


def test_a_pull_that_is_refused_for_want_of_a_secret_says_so(build: Build, bakery: Bakery) -> None:
    pod = bakery.pod(**bakery.waiting("ErrImagePull"))
    refused = bakery.event(POD, "Failed", f"{PULL}401 Unauthorized")
    lost = bakery.event(POD, "FailedToRetrieveImagePullSecret", "Unable to retrieve some image pull secrets (key)")
    assert [fault.cause for fault in find(build(pod, refused))] == ["pull_refused"]
    assert [fault.cause for fault in find(build(pod, refused, lost))] == ["missing_pull_secret"]


def test_an_account_without_any_pull_secret_says_so_too(build: Build, bakery: Bakery) -> None:
    pod = bakery.pod(**bakery.waiting("ErrImagePull"))
    refused = bakery.event(POD, "Failed", f"{PULL}401 Unauthorized")
    account = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "default", "namespace": "bakery"}}
    assert [fault.cause for fault in find(build(pod, refused, account))] == ["missing_pull_secret"]


def test_what_another_pod_could_not_pull_is_left_to_it(build: Build, bakery: Bakery) -> None:
    pod = bakery.pod(**bakery.waiting("ErrImagePull"))
    other = bakery.event("Pod/oven-5555555555-aaaaa", "Failed", 'Failed to pull image "old.test/oven:1": no such host')
    assert [fault.cause for fault in find(build(pod, other))] == ["image_unavailable"]


def test_a_container_that_runs_has_its_image(build: Build, bakery: Bakery) -> None:
    assert not list(find(build(bakery.pod(), bakery.event(POD, "Failed", f"{PULL}not found"))))
