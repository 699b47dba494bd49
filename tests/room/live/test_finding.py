"""What can be asked from here: never a token, never a guess."""

import tomllib
from pathlib import Path

import pytest
from tests.servers import routes, serving

from codriver.config import furnish
from codriver.room.first_config import draft
from codriver.room.live.finding import knocked, reached

KUBECONFIG = """\
current-context: prod
contexts: [{name: prod, context: {cluster: c, user: u, namespace: shop}}]
clusters: [{name: c, cluster: {server: "https://k8s:6443"}}]
users: [{name: u, user: {%s}}]
"""


def a_repository(folder: Path, remote: str) -> Path:
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text(f'[core]\n\tbare = false\n[remote "origin"]\n\turl = {remote}\n')
    return folder


def found(folder: Path, **environ: str) -> dict[str, dict[str, object]]:
    return {one.name: dict(one.keys) for one in reached(folder, environ)}


@pytest.mark.parametrize(
    "remote",
    ["git@github.com:acme/shop.git", "https://user:secret@github.com/acme/shop", "ssh://git@github.com/acme/shop.git"],
)
def test_git_s_remote_names_the_forge(remote: str, tmp_path: Path) -> None:
    keys = {"url": "https://api.github.com", "repos": ["acme/shop"], "token_env": "GH_TOKEN"}
    assert found(a_repository(tmp_path, remote), GH_TOKEN=str(tmp_path)) == {"github": keys}


def test_a_gitlab_of_one_s_own(tmp_path: Path) -> None:
    remote = "git@gitlab.acme.example:shop/web.git"
    keys = {"url": "https://gitlab.acme.example", "projects": ["shop/web"], "token_env": "GITLAB_TOKEN"}
    assert found(a_repository(tmp_path, remote)) == {"gitlab": keys}


def test_the_environment_names_addresses_and_where_tokens_are(tmp_path: Path) -> None:
    environ = {"LOKI_ADDR": "http://loki:3100", "ARGOCD_SERVER": "cd.acme", "ARGOCD_AUTH_TOKEN": "t", "PD_API_KEY": "k"}
    assert found(tmp_path, **environ) == {
        "argocd": {"url": "https://cd.acme", "token_env": "ARGOCD_AUTH_TOKEN"},
        "loki": {"url": "http://loki:3100"},
        "pagerduty": {"url": "https://api.pagerduty.com", "token_env": "PD_API_KEY"},
    }
    assert found(tmp_path, GRAFANA_URL="https://me:secret@grafana") == {}


@pytest.mark.parametrize(
    ("user", "keys"),
    [("token: abc", {"namespaces": ["shop"]}), ("exec: {command: x}", {"url": "http://127.0.0.1:8001"})],
)
def test_a_kubeconfig_names_the_cluster(user: str, keys: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "kube").write_text(KUBECONFIG.replace("%s", user))
    assert found(tmp_path, KUBECONFIG=str(tmp_path / "kube")) == {"kubernetes": keys}


def test_usual_ports_are_knocked_at_only_when_asked(tmp_path: Path) -> None:
    doors: list[str] = []

    def knock(url: str, path: str, words: bytes) -> bool:
        doors.append(f"{url}{path} {words!r}")
        return url.endswith(":9090")

    assert reached(tmp_path, {}) == ()
    assert [one.name for one in reached(tmp_path, {}, knock)] == ["prometheus"]
    assert "http://localhost:9093/api/v2/status b'\"cluster\"'" in doors


def test_knocking_tells_who_is_there() -> None:
    with serving(routes({"/api/v2/status": {"cluster": {}}})) as server:
        assert knocked(server.url, "/api/v2/status", b'"cluster"')
        assert not knocked(server.url, "/api/v2/status", b'"other"')
    assert not knocked("http://127.0.0.1:9", "/", b"")


def test_the_draft_holds_them_is_valid_and_holds_no_secret(tmp_path: Path) -> None:
    environ = {"PROMETHEUS_URL": "http://prom:9090", "PROMETHEUS_TOKEN": "s3cret-value", "HOME": str(tmp_path)}
    text = draft(tmp_path, environ)
    (tmp_path / "codriver.toml").write_text(text)
    assert tomllib.loads(text)["sources"] == {
        "prometheus": {"url": "http://prom:9090", "token_env": "PROMETHEUS_TOKEN"}
    }
    assert "s3cret" not in text
    (source,) = furnish(tmp_path, environ).live.sources
    assert source.login.headers() == {"Authorization": "Bearer s3cret-value"}
