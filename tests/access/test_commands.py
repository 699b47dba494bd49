"""Only programs and verbs that read are run, without a shell, within a time and a size."""

from pathlib import Path

import pytest

from codriver.access.commands import allowed, run
from codriver.errors import ConfigError, SourceError


@pytest.mark.parametrize(
    "line",
    [
        "kubectl get pods -o json",
        "kubectl -n shop --context=prod logs deploy/web",
        "helm history web",
        "docker compose ps",
        "journalctl -u web -o json",
        "aws ecs describe-services --services web",
        "systemctl status web",
    ],
)
def test_what_reads_is_allowed(line: str) -> None:
    allowed(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "",
        "sh -c id",
        "kubectl delete pod web",
        "kubectl apply -f x",
        "kubectl get secrets -o json",
        "kubectl exec web -- id",
        "helm upgrade web .",
        "helm get values web",
        "docker run busybox",
        "journalctl --vacuum-time=1s",
        "aws ec2 terminate-instances --instance-ids i-1",
        "systemctl restart web",
        "git push",
        "git log",  # in a hostile folder its settings would run; histories are read another way
    ],
)
def test_what_may_change_or_disclose_something_is_refused(line: str) -> None:
    with pytest.raises(ConfigError) as caught:
        allowed(line.split())
    assert caught.value.hint


def test_what_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "kubectl"
    program.write_text("#!/bin/sh\necho 'no such cluster' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(SourceError, match="failed"):
        run(["kubectl", "get", "pods"], 10)
