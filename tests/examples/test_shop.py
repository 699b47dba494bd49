"""The example shop: one short recording, looked at from all sides, and the texts that its faults change."""

import gzip
import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHOP = ROOT / "examples" / "shop"
RECORD = SHOP / "record.py"


def run_record(*args: str) -> str:
    command = [sys.executable, str(RECORD), *args]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("cases")
    args = ("--fault", "code_defect", "--seed", "3", "--baseline", "3", "--incident", "4")
    return Path(run_record(*args, "--out", str(out)).strip())


def json_lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def contents(folder: Path) -> dict[str, str]:
    found = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".bundle"]
    files = {path: path.read_bytes() for path in found}
    plain = {path: gzip.decompress(raw) if path.suffix == ".gz" else raw for path, raw in files.items()}
    return {path.relative_to(folder).as_posix(): raw.decode(errors="replace") for path, raw in plain.items()}


def load(name: str) -> ModuleType:
    sys.path.insert(0, str(ROOT))
    try:
        return __import__(f"examples.shop.{name}", fromlist=["x"])
    finally:
        sys.path.remove(str(ROOT))


def test_every_file_below_faults_is_listed() -> None:
    assert run_record("--list").split() == sorted(path.stem for path in (SHOP / "faults").glob("*.py"))


def test_a_recording_holds_everything_that_an_on_call_engineer_would_have(case: Path) -> None:
    incident = case / "incident"
    logs = {path.name for path in (incident / "logs").iterdir()}
    assert {"gateway.log", "cart.log.gz", "database.log"} <= logs
    up = json.loads((incident / "metrics" / "up.json").read_text())
    assert up["status"] == "success"
    assert {series["metric"]["job"] for series in up["data"]["result"]} == {
        "cache", "cart", "catalog", "checkout", "database", "gateway", "inventory", "payments", "pricing"
    }  # fmt: skip
    assert all(line["resourceSpans"] for line in json_lines(incident / "traces" / "spans.jsonl"))
    assert {"deploys.jsonl", "docker-compose.yml", "failure-modes", "repo.bundle", "runbooks"} <= {
        path.name for path in incident.iterdir()
    }


def test_the_commit_that_the_truth_names_is_in_the_bundle_and_in_the_deploy_log(case: Path, tmp_path: Path) -> None:
    truth = json.loads((case / "truth.json").read_text())
    bundle = case / "incident" / "repo.bundle"
    subprocess.run(["git", "clone", "--quiet", "--branch", "main", bundle, tmp_path / "repo"], check=True)
    shown = subprocess.run(
        ["git", "-C", tmp_path / "repo", "log", "--abbrev=7", "--format=%h"], check=True, capture_output=True
    )
    deploys = json_lines(case / "incident" / "deploys.jsonl")
    assert truth["change"] in shown.stdout.decode().split()
    assert (truth["service"], truth["change"]) in {(one["service"], one["version"]) for one in deploys}


def test_three_changes_happen_and_two_of_them_are_somebody_elses(case: Path) -> None:
    truth = json.loads((case / "truth.json").read_text())
    deploys = json_lines(case / "incident" / "deploys.jsonl")
    recent = [one["service"] for one in deploys[-3:]]
    assert recent.count(truth["service"]) == 1


def test_recorded_facts_name_neither_the_story_nor_this_machine(case: Path) -> None:
    telltale = re.compile(rf"code_defect|\b(fault|inject|chaos|lab)\b|{re.escape(str(ROOT))}|/tmp/", re.IGNORECASE)
    bundle = case / "incident" / "repo.bundle"
    subprocess.run(["git", "clone", "--quiet", "--bare", bundle, case / "clone.git"], check=True)
    log = ["git", "-C", str(case / "clone.git"), "log", "--patch"]
    history = subprocess.run(log, check=True, capture_output=True, text=True).stdout
    facts = {"history": history} | contents(case / "incident")
    assert {name: found[0] for name, text in facts.items() if (found := telltale.search(text))} == {}


def test_a_recording_is_small_enough_to_ship(case: Path) -> None:
    assert sum(path.stat().st_size for path in case.rglob("*") if path.is_file()) < 3_000_000


def in_session_of(leader: int) -> list[str]:
    listed = subprocess.run(["ps", "-ww", "-eo", "sess,args"], check=True, capture_output=True, text=True).stdout
    return [line for line in listed.splitlines() if line.split()[0] == str(leader)]


def test_no_process_outlives_its_recording(tmp_path: Path) -> None:
    command = [sys.executable, str(RECORD), "--fault", "harmless_deploy", "--baseline", "1", "--incident", "1"]
    with subprocess.Popen(
        [*command, "--out", str(tmp_path)], start_new_session=True, stdout=subprocess.DEVNULL
    ) as recorder:
        assert recorder.wait(timeout=30) == 0
    assert in_session_of(recorder.pid) == []


def test_ctrl_c_leaves_no_process_behind(tmp_path: Path) -> None:
    command = [sys.executable, str(RECORD), "--fault", "noisy_alert", "--out", str(tmp_path)]
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL) as recorder:
        while not any("load.py" in line for line in in_session_of(recorder.pid)):
            with pytest.raises(subprocess.TimeoutExpired):
                recorder.wait(timeout=0.2)
        recorder.send_signal(signal.SIGINT)
        assert recorder.wait(timeout=10) == 130
    assert in_session_of(recorder.pid) == []


def test_each_slip_in_the_code_changes_exactly_one_place() -> None:
    for slip in load("faults.code_defect").SLIPS:
        text = (SHOP / "monorepo" / "services" / slip.service / "app.py").read_text()
        assert text.count(slip.present) == 1


def test_each_slip_in_the_config_changes_exactly_one_place() -> None:
    for slip in load("faults.bad_config").SLIPS:
        assert (SHOP / "monorepo" / "config" / f"{slip.service}.json").read_text().count(slip.present) == 1


def test_each_reworded_line_still_exists() -> None:
    for service, (present, _) in load("lab.harmless").WORDING.items():
        assert present in (SHOP / "monorepo" / "services" / service / "app.py").read_text()


def test_history_ends_with_the_files_as_they_are() -> None:
    history = load("lab.history")
    files = history.files_of(SHOP / "monorepo")
    told: dict[str, str] = {}
    for step in history.steps(files):
        told |= step.files
    assert told == files
