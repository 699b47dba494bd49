"""Pods that are refused before they are made."""

import pytest
from tests.telemetry.kubernetes.conftest import Bakery, Build

from codriver.telemetry.kubernetes.rules.admission import find, read

REFUSED = 'Error creating: pods "oven-6c9d7f5b44-" is forbidden: '


@pytest.mark.parametrize(
    ("message", "cause", "name"),
    [
        ("exceeded quota: loaves, requested: pods=1, used: pods=4, limited: pods=4", "pod_quota_exceeded", "loaves"),
        ("exceeded quota: loaves, requested: limits.memory=1Gi, used: ...", "memory_quota_exceeded", "loaves"),
        ("exceeded quota: loaves, requested: count/secrets=1, used: ...", "quota_exceeded", "loaves"),
        ("failed quota: loaves: must specify limits.cpu", "quota_needs_limits", "loaves"),
        (
            'error looking up service account bakery/chef: serviceaccount "chef" not found',
            "missing_service_account",
            "chef",
        ),
        ("maximum cpu usage per Container is 500m, but limit is 2", "limit_range", ""),
        ('violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false', "pod_security", ""),
        ('admission webhook "rules.test" denied the request: no label', "webhook_denied", "rules.test"),
        (
            'failed calling webhook "rules.test": Post "https://rules": connection refused',
            "webhook_unavailable",
            "rules.test",
        ),
        ("no PriorityClass with name rush was found", "missing_priority_class", "rush"),
        (
            "unable to create new content in namespace bakery because it is being terminated",
            "namespace_terminating",
            "",
        ),
        ('User "system:serviceaccount:bakery:chef" cannot create resource', "rbac_denied", ""),
    ],
)
def test_each_refusal_is_known_by_its_words(message: str, cause: str, name: str) -> None:
    prefix = "" if cause == "rbac_denied" else REFUSED
    found = read(f"is forbidden: {message}" if cause == "rbac_denied" else prefix + message)
    assert found is not None
    assert found[0] == cause
    assert not name or found[1] == name


def test_a_quota_is_a_fault_of_the_namespace_whichever_service_it_hits(build: Build, bakery: Bakery) -> None:
    refused = bakery.event(
        "ReplicaSet/oven-6c9d7f5b44",
        "FailedCreate",
        REFUSED + "exceeded quota: loaves, requested: pods=1, used: pods=4, limited: pods=4",
    )
    (fault,) = find(build(refused, bakery.deployment(status={"replicas": 0})))
    assert (fault.suspect, fault.broken, fault.hits) == ("bakery", "ResourceQuota/bakery/loaves", ("oven",))


def test_a_missing_account_is_a_fault_of_the_workload_that_names_it(build: Build, bakery: Bakery) -> None:
    refused = bakery.event("ReplicaSet/oven-6c9d7f5b44", "FailedCreate", REFUSED + 'serviceaccount "chef" not found')
    (fault,) = find(build(refused, bakery.deployment(status={"replicas": 0})))
    assert (fault.cause, fault.suspect, fault.broken) == ("missing_service_account", "oven", "Deployment/bakery/oven")


def test_what_was_refused_once_and_is_there_now_is_no_fault(build: Build, bakery: Bakery) -> None:
    refused = bakery.event("ReplicaSet/oven-6c9d7f5b44", "FailedCreate", REFUSED + 'serviceaccount "chef" not found')
    assert not list(find(build(refused, bakery.deployment(), bakery.pod())))
