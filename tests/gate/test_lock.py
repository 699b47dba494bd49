"""What the lock holds back, what it never lets through, and what it leaves alone."""

import pytest
from tests.gate.attacks import FILES, attacks
from tests.gate.hard_cases import cases
from tests.gate.wrapped import CHANGING, WRAPPERS

from codriver.gate.guarded import is_guarded, mentions
from codriver.gate.lock import Held, Request, held

HOME = "/home/me/shop"


def bash(command: str) -> Held | None:
    return held(Request("Bash", {"command": command}, folder=HOME, project=HOME))


def test_the_attacks_on_codriver_itself_never_go_through() -> None:
    through = [command for command in attacks() if (found := bash(command)) is None or not found.never]
    assert len(attacks()) >= 50
    assert through == []


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("tool", ["Write", "Edit", "NotebookEdit"])
def test_the_record_and_the_settings_are_not_edited(path: str, tool: str) -> None:
    found = held(Request(tool, {"file_path": path, "content": "x"}, folder=HOME, project=HOME))
    assert found is not None
    assert found.never


def test_what_changes_a_system_is_held_back_however_it_is_dressed() -> None:
    dressed = [wrap(command) for wrap in WRAPPERS.values() for command in CHANGING]
    assert [command for command in dressed if bash(command) is None] == []
    assert [command for name in ("R2", "R3") for command in cases(name) if bash(command) is None] == []


@pytest.mark.parametrize(
    "command",
    [
        "pytest -q",
        "make test",
        "npm run build",
        "cargo test",
        "go build ./...",
        "git commit -am x",
        "git checkout -b fix",
        "git rebase main",
        "git stash",
        "sed -i s/a/b/ src/app.py",
        "rm -rf build dist",
        "mkdir -p src/x && touch src/x/y.py",
        "echo x > notes.md",
        "cat > src/a.py <<'E'\nprint(1)\nE",
        "pip install -r requirements.txt",
        "npm install",
        "cp a b",
        "mv a b",
        "ruff check --fix .",
        "black src",
        "python -m pytest",
        "docker build -t x .",
        "codriver triage logs",
        "codriver note hello",
        "codriver propose 1",
        "codriver incident status",
        "grep -rn 'codriver confirm' docs",
        "cat ~/.claude/settings.json",
        "ls ~/.local/state/codriver",
    ],
)
def test_local_work_is_left_alone(command: str) -> None:
    assert bash(command) is None


def test_reads_are_left_alone() -> None:
    stopped = [command for command in cases("read") if bash(command)]
    assert len(stopped) <= 0.05 * len(cases("read")), stopped


@pytest.mark.parametrize(
    ("tool", "given", "stopped"),
    [
        ("mcp__kubernetes__pods_list", {}, False),
        ("mcp__kubernetes__pods_delete", {"name": "x"}, True),
        ("mcp__grafana__query_prometheus", {"query": "up"}, False),
        ("mcp__plugin_ops_k8s__scaleDeployment", {"replicas": 0}, True),
        ("mcp__db__query", {"sql": "select 1"}, False),
        ("mcp__db__query", {"sql": "delete from x"}, True),
        ("mcp__shell__run", {"command": "ls"}, False),
        ("mcp__shell__run", {"command": "kubectl delete ns x"}, True),
        ("mcp__x__frobnicate", {}, True),
        ("mcp__codriver__triage_incident", {}, False),
        ("mcp__plugin_codriver_codriver__add_note", {}, False),
        ("mcp__codriver__confirm_proposal", {}, True),
        ("Read", {"file_path": "/etc/passwd"}, False),
        ("Write", {"file_path": "/home/me/shop/src/x.py"}, False),
        ("Write", {"file_path": "/etc/nginx/nginx.conf"}, True),
        ("Grep", {"pattern": "x"}, False),
        ("Monitor", {"command": "kubectl delete ns x"}, True),
    ],
)
def test_other_tools_are_judged_by_what_they_are_given(tool: str, given: dict[str, object], stopped: bool) -> None:
    assert bool(held(Request(tool, given, folder=HOME, project=HOME))) is stopped


def test_a_script_on_disk_is_read_before_it_runs() -> None:
    texts = {"x.sh": "codriver confirm", "y.py": "import codriver.journal", "z.sh": "kubectl delete ns x"}
    found = [held(Request("Bash", {"command": c}, read=texts.get)) for c in ("bash x.sh", "python3 y.py", "sh z.sh")]
    assert [one and one.never for one in found] == [True, True, False]


def test_what_is_guarded_is_known_by_its_path_and_its_words() -> None:
    assert is_guarded("/home/me/.claude/settings.json")
    assert not is_guarded("src/settings.json")
    assert mentions("codriver ... confirm")
    assert not mentions("confirm")
