"""Containers that cannot be made, or do not stay."""

import pytest
from tests.telemetry.kubernetes.conftest import Bakery, Build

from codriver.telemetry.kubernetes.rules.containers import find, read

POD = "Pod/oven-6c9d7f5b44-x2lqp"


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("OOMKilled", "oom_killed"),
        ("container init was OOM-killed (memory limit too low?)", "oom_killed"),
        ('CreateContainerConfigError configmap "recipes" not found', "missing_configmap"),
        ('CreateContainerConfigError secret "till-key" not found', "missing_secret"),
        ("CreateContainerConfigError couldn't find key salt in ConfigMap bakery/recipes", "missing_config_key"),
        ("container has runAsNonRoot and image will run as root", "run_as_root"),
        ('exec: "bake": executable file not found in $PATH: unknown', "bad_command"),
        ('exec: "/bake": permission denied: unknown', "command_not_allowed"),
        ("PostStartHookError: command 'x' exited with 1", "hook_failed"),
        ("failed to setup network for sandbox: no IP addresses available in range set", "pod_network_not_made"),
    ],
)
def test_each_way_not_to_start_is_known_by_its_words(words: str, cause: str) -> None:
    found = read(words)
    assert found is not None
    assert found.cause == cause


@pytest.mark.parametrize(
    ("code", "reason", "cause"),
    [
        (137, "OOMKilled", "oom_killed"),
        (137, "Error", "process_killed"),
        (139, "Error", "process_crashes"),
        (127, "Error", "bad_command"),
        (1, "Error", "process_fails"),
        (0, "Completed", "process_ends"),
    ],
)
def test_how_a_container_ended_tells_why_it_does_not_stay(
    build: Build, bakery: Bakery, code: int, reason: str, cause: str
) -> None:
    ended = {"terminated": {"exitCode": code, "reason": reason}}
    (fault,) = find(build(bakery.pod(**bakery.waiting("CrashLoopBackOff", lastState=ended, restartCount=5))))
    assert (fault.cause, fault.suspect, fault.count) == (cause, "oven", 5)


def test_a_container_that_its_probe_gets_killed_is_left_to_the_probe(build: Build, bakery: Bakery) -> None:
    ended = {"terminated": {"exitCode": 137, "reason": "Error"}}
    pod = bakery.pod(**bakery.waiting("CrashLoopBackOff", lastState=ended, restartCount=5))
    killed = bakery.event(POD, "Killing", "Container main failed liveness probe, will be restarted", warning=False)
    assert not list(find(build(pod, killed)))


def test_one_restart_of_a_container_that_runs_is_chance(build: Build, bakery: Bakery) -> None:
    ended = {"terminated": {"exitCode": 1, "reason": "Error"}}
    ran = {"name": "main", "ready": True, "restartCount": 1, "state": {"running": {}}, "lastState": ended}
    assert not list(find(build(bakery.pod(status={"containerStatuses": [ran]}))))


def test_what_only_events_tell_of_a_waiting_pod_counts(build: Build, bakery: Bakery) -> None:
    pod = bakery.pod(**bakery.waiting("ContainerCreating"))
    mount = bakery.event(POD, "FailedMount", 'MountVolume.SetUp failed for volume "r": configmap "recipes" not found')
    assert [fault.cause for fault in find(build(pod, mount))] == ["missing_configmap"]


def test_two_containers_of_a_pod_cannot_open_the_same_port(build: Build, bakery: Bakery) -> None:
    ended = {"terminated": {"exitCode": 1, "reason": "Error"}}
    twice = [{"name": "main", "ports": [{"containerPort": 8100}]}, {"name": "side", "ports": [{"containerPort": 8100}]}]
    waiting = bakery.waiting("CrashLoopBackOff", lastState=ended, restartCount=5)
    (fault,) = find(build(bakery.pod(**waiting, spec={"containers": twice})))
    assert (fault.cause, "8100" in fault.says) == ("port_conflict", True)
