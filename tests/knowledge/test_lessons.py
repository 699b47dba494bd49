"""A resolved incident proposes a change; it merges nothing, and shows what it contradicts."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.knowledge.failure_modes import read
from codriver.knowledge.lessons import Resolved, propose
from codriver.model import KnownCheck, Remedy, Symptom

BANK = Symptom(signal="log", pattern="bank: no answer within")
TIMES = Symptom(signal="metric", name="bank_seconds", condition="rises")
POOL = Symptom(signal="log", pattern="pool is empty")
PAGE = """\
---
service: pay
---
# Ways

```yaml failure-mode
# people's own words stay
id: bank-slow
cause: external
says: the bank is slow
symptoms:
  - signal: log
    pattern: "bank: no answer within"
    with: 0.9
    without: 0.02
  - {signal: metric, name: bank_seconds, condition: rises, with: 0.95}
remedies:
  - says: wait longer
incidents: 4   # since 2024
```

More prose.
"""
DOCUMENTS = {"failure-modes/pay.md": PAGE, "broken.md": "---\na: [\n---\n"}
AGAIN = Resolved(
    incident="inc-9", service="pay", cause="external", says="the bank is slow", on="2026-03-01",
    failure_mode="bank-slow", seen=(BANK, POOL), missed=(TIMES,), misled=("the deploy of 01:40",),
)  # fmt: skip


def test_a_known_failure_mode_is_corrected_by_counts_signs_and_what_misled() -> None:
    lesson = propose(AGAIN, DOCUMENTS)
    (mode,) = read(lesson.file, lesson.after)
    assert (lesson.file, lesson.says) == ("failure-modes/pay.md", "corrects the failure mode bank-slow")
    assert (mode.incidents, mode.seen_in, mode.misleads) == (5, ("inc-9",), ("the deploy of 01:40",))
    assert [(s.pattern or s.name, s.seen, s.absent) for s in mode.symptoms] == [
        ("bank: no answer within", 1, 0),
        ("bank_seconds", 0, 1),
        ("pool is empty", 1, 0),
    ]
    assert mode.symptoms[0].with_it == pytest.approx(0.92)
    assert mode.symptoms[1].with_it == pytest.approx(0.76)
    assert "# people's own words stay" in lesson.after
    assert lesson.after.endswith("\nMore prose.\n")


def test_a_second_lesson_counts_on() -> None:
    once = propose(AGAIN, DOCUMENTS)
    twice = propose(AGAIN, {once.file: once.after})
    (mode,) = read(twice.file, twice.after)
    assert (mode.incidents, [s.seen for s in mode.symptoms], mode.symptoms[1].absent) == (6, [2, 0, 2], 2)
    assert mode.misleads == ("the deploy of 01:40",)


def test_a_sign_that_nearly_always_shows_and_did_not_is_shown_beside() -> None:
    (beside,) = propose(AGAIN, DOCUMENTS).beside
    assert beside.says == "bank-slow nearly always shows bank_seconds rises; here it did not"
    assert beside.cites[0].ref.locator == "failure-modes/pay.md:8"


def test_a_new_failure_mode_is_added_and_reads_back() -> None:
    new = Resolved(
        incident="inc-10", service="pay", cause="resource", says="Pool: empty after a deploy!", on="2026-03-02",
        owner="team-pay", story="# It was <b>late</b>.", trigger="a deploy", seen=(POOL,), upstream=("db",),
        checks=(KnownCheck(ask="are all taken?", command="psql -c 'select 1'", yes="empty", no="not it"),),
        remedies=(Remedy(says="restart", command="kubectl rollout restart deploy/pay", risk="R1", irreversible=True),),
    )  # fmt: skip
    lesson = propose(new, {})
    (mode,) = read(lesson.file, lesson.after)
    assert (lesson.file, mode.name, mode.service) == ("failure-modes/pay.md", "pool-empty-after-a-deploy", "pay")
    assert (mode.says, mode.owner, mode.last_reviewed) == ("Pool: empty after a deploy!", "team-pay", "2026-03-02")
    assert (mode.checks, mode.remedies) == (new.checks, new.remedies)
    assert (mode.trigger, mode.upstream, mode.incidents) == ("a deploy", ("db",), 1)


def test_another_failure_mode_with_the_same_signs_and_another_cause_is_shown_beside() -> None:
    new = Resolved(incident="i", service="pay", cause="code", says="retries storm", on="2026-03-02", seen=(BANK, TIMES))
    lesson = propose(new, DOCUMENTS)
    assert lesson.file == "failure-modes/pay.md"
    assert [one.says for one in lesson.beside] == [
        "bank-slow shows the same signs and says the cause is external, here it was code"
    ]
    assert len(read(lesson.file, lesson.after)) == 2


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize("documents", [{}, DOCUMENTS, {"failure-modes/pay.md": PAGE.rstrip("\n")}])
def test_the_patch_is_one_that_git_applies(tmp_path: Path, documents: dict[str, str]) -> None:
    for name, text in documents.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    lesson = propose(AGAIN, documents)
    applied = subprocess.run(
        ["git", "apply", "-"], cwd=tmp_path, input=lesson.patch.encode(), capture_output=True, check=False
    )
    assert applied.returncode == 0, applied.stderr
    assert (tmp_path / lesson.file).read_bytes() == lesson.after.encode()


@given(st.text(max_size=60), st.text(max_size=60), st.text(min_size=1, max_size=20))
def test_whatever_people_wrote_reads_back(says: str, misled: str, service: str) -> None:
    told = Resolved(
        incident="i-1", service=service, cause="code", says=says, on="2026-01-01", misled=(misled,), story=misled
    )
    lesson = propose(told, {})
    modes = read(lesson.file, lesson.after) if says.strip() and service.strip() else ()
    assert all(mode.name for mode in modes)
