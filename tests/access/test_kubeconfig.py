"""A kubeconfig says where the cluster is; what it says to run is not run."""

from pathlib import Path

import pytest

from codriver.access.kubeconfig import cluster
from codriver.errors import SourceError

CONFIG = """\
apiVersion: v1
kind: Config
current-context: prod
contexts:
- name: prod
  context: {cluster: c1, user: u1, namespace: shop}
- name: other
  context: {cluster: c1, user: u2}
clusters:
- name: c1
  cluster: {server: "https://k8s.example.com:6443", certificate-authority-data: UEVN}
users:
- name: u1
  user: {token: abcdef}
- name: u2
  user:
    exec: {command: /bin/false, apiVersion: v1}
"""


def written(folder: Path, text: str = CONFIG) -> dict[str, str]:
    (folder / "config").write_text(text)
    return {"KUBECONFIG": str(folder / "config")}


def test_the_current_context_is_taken(tmp_path: Path) -> None:
    found = cluster(written(tmp_path))
    assert (found.url, found.namespace) == ("https://k8s.example.com:6443", "shop")
    assert found.login.headers() == {"Authorization": "Bearer abcdef"}
    assert found.login.ca_file is not None
    assert found.login.ca_file.read_bytes() == b"PEM"
    assert found.login.ca_file.stat().st_mode & 0o077 == 0


def test_a_program_for_a_token_is_not_run(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not run") as caught:
        cluster(written(tmp_path), "other")
    assert "kubectl proxy" in caught.value.hint


@pytest.mark.parametrize(("text", "says"), [("a: [", "1"), ("- x", "no kubeconfig"), ("a: b", "no context")])
def test_a_broken_one_says_what_is_wrong(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=says):
        cluster(written(tmp_path, text))


def test_inside_a_pod_the_service_account_is_taken(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("pod-token")
    (tmp_path / "ca.crt").write_text("PEM")
    environ = {"KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "443"}
    found = cluster(environ, pod=tmp_path)
    assert (found.url, found.login.headers()) == ("https://10.0.0.1:443", {"Authorization": "Bearer pod-token"})


def test_without_either_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no kubeconfig"):
        cluster({}, pod=tmp_path)
