"""Plug-ins are found by their file or by an entry point; a stranger can add to ours and never replace them."""

from pathlib import Path
from types import ModuleType

import pytest

from codriver.errors import ConfigError
from codriver.plugins import Broken, discover


def install(site: Path, distribution: str, module: str, source: str, *points: str) -> None:
    """A distribution as an installer leaves it: one module and its metadata."""
    metadata = site / f"{distribution.replace('-', '_')}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("\n".join(points) + "\n")
    (site / f"{module}.py").write_text(source)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_our_modules_are_found_by_their_file_in_order_of_name() -> None:
    found = discover("codriver.connectors")
    assert "deploy_log" in found
    assert list(found) == sorted(found)
    assert all(isinstance(module, ModuleType) for module in found.values())
    assert not [name for name in found if name.startswith("_")]


def test_a_strangers_module_stands_among_ours(site: Path) -> None:
    install(site, "acme-tap", "acme_tap_x", "NAME = 'tap'", "[codriver.connectors]", "acme-tap = acme_tap_x")
    assert vars(discover("codriver.connectors")["acme_tap"])["NAME"] == "tap"


def test_the_group_is_named_after_the_last_folder(site: Path) -> None:
    install(site, "acme-tap", "acme_tap_y", "", "[codriver.journal]", "acme = acme_tap_y")
    assert "acme" in discover("codriver.journal")
    assert "acme" not in discover("codriver.connectors")


def test_a_name_of_ours_cannot_be_taken(site: Path) -> None:
    install(site, "evil-twin", "evil_twin_x", "", "[codriver.connectors]", "deploy-log = evil_twin_x")
    with pytest.raises(
        ConfigError, match="evil-twin brings a plug-in `deploy-log`, a name that codriver has"
    ) as caught:
        discover("codriver.connectors")
    assert "uninstall evil-twin" in caught.value.hint


def test_two_strangers_with_one_name_are_an_error_that_names_both(site: Path) -> None:
    install(site, "acme-one", "acme_one_x", "", "[codriver.connectors]", "tap = acme_one_x")
    install(site, "acme-two", "acme_two_x", "", "[codriver.connectors]", "tap = acme_two_x")
    with pytest.raises(ConfigError, match="acme-two brings a plug-in `tap`, a name that acme-one has"):
        discover("codriver.connectors")


@pytest.mark.parametrize(
    ("source", "point", "why"),
    [
        ("import not_there_at_all", "acme_bad_a", "ModuleNotFoundError"),
        ("1 / 0", "acme_bad_b", "ZeroDivisionError"),
        ("def broken(:", "acme_bad_c", "SyntaxError"),
        ("raise SystemExit(3)", "acme_bad_d", "SystemExit"),
        ("", "acme_bad_e:missing", "AttributeError"),
        ("NAME = 'x'", "acme_bad_f:NAME", "is no module"),
    ],
)
def test_a_strangers_module_that_cannot_be_imported_is_said_and_stops_nothing(
    site: Path, source: str, point: str, why: str
) -> None:
    install(site, "acme-bad", point.partition(":")[0], source, "[codriver.connectors]", f"bad = {point}")
    found = discover("codriver.connectors")
    broken = found["bad"]
    assert isinstance(broken, Broken)
    assert "acme-bad" in broken.why
    assert why in broken.why
    assert isinstance(found["deploy_log"], ModuleType)
