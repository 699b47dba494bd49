"""What a path says by its name: whose it is, and what kind of thing lies there."""

import pytest

from codriver.model import ChangeKind
from codriver.telemetry.changed_paths import kind_of, service_of, services_of


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("services/billing/app.py", "billing"),
        ("apps/web/package.json", "web"),
        ("billing/src/main/java/A.java", "billing"),
        ("config/billing.yaml", "billing"),
        ("config/prod/billing.yaml", "billing"),
        ("flags/billing.json", "billing"),
        ("k8s/billing/deployment.yaml", "billing"),
        ("k8s/deployment.yaml", ""),
        ("config/production.yaml", ""),
        ("src/app.py", ""),
        ("README.md", ""),
    ],
)
def test_a_path_names_its_service_or_none(path: str, service: str) -> None:
    assert service_of(path) == service


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("services/billing/app.py", ChangeKind.DEPLOY),
        ("services/billing/flags.py", ChangeKind.DEPLOY),
        ("services/billing/lock.py", ChangeKind.DEPLOY),
        ("services/billing/config/limits.json", ChangeKind.CONFIG),
        ("charts/billing/values.yaml", ChangeKind.CONFIG),
        (".env.production", ChangeKind.CONFIG),
        ("app/application.properties", ChangeKind.CONFIG),
        ("migrations/0007_add.sql", ChangeKind.SCHEMA),
        ("billing/migrations/0007_add.py", ChangeKind.SCHEMA),
        ("infra/main.tf", ChangeKind.INFRA),
        ("k8s/billing/deployment.yaml", ChangeKind.INFRA),
        ("services/billing/Dockerfile", ChangeKind.INFRA),
        ("docker-compose.yml", ChangeKind.INFRA),
        ("uv.lock", ChangeKind.DEPENDENCY),
        ("package-lock.json", ChangeKind.DEPENDENCY),
        ("requirements-dev.txt", ChangeKind.DEPENDENCY),
        ("flags/billing.json", ChangeKind.FLAG),
        ("feature-flags.yaml", ChangeKind.FLAG),
        ("README.md", ChangeKind.DEPLOY),
    ],
)
def test_a_path_tells_the_kind_of_change(path: str, kind: ChangeKind) -> None:
    assert kind_of([path]) == kind


def test_code_beside_settings_is_a_deploy_and_beside_a_migration_a_schema_change() -> None:
    assert kind_of(["app.py", "config/app.yaml"]) == ChangeKind.DEPLOY
    assert kind_of(["app.py", "migrations/1.sql"]) == ChangeKind.SCHEMA


def test_words_about_a_change_do_not_turn_it_into_a_deploy() -> None:
    assert kind_of(["config/app.yaml", "docs/limits.md", "tests/test_limits.py"]) == ChangeKind.CONFIG


def test_files_of_no_service_go_with_every_service_touched() -> None:
    assert services_of(["lib/x.py", "services/a/x.py", "services/b/x.py"]) == {
        "a": ("lib/x.py", "services/a/x.py"),
        "b": ("lib/x.py", "services/b/x.py"),
    }
    assert services_of(["lib/x.py"]) == {"": ("lib/x.py",)}
    assert services_of([]) == {"": ()}
