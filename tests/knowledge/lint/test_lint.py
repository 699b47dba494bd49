"""What is wrong with documents is said with its rule, file and line; what is right is left alone."""

import json
from datetime import date

import pytest

from codriver.errors import KnowledgeError
from codriver.knowledge import failure_modes, markdown
from codriver.knowledge.lint import RULES, Known, Problem, lint
from codriver.knowledge.lint.coverage import alert_rules, covered_by
from codriver.knowledge.lint.documents import day_of
from codriver.knowledge.lint.modes import modes
from codriver.knowledge.lint.problems import ERROR
from codriver.knowledge.sarif import sarif
from codriver.model import Service

TODAY = date(2026, 3, 1)
GOOD = """---
service: pay
last_reviewed: 2026-01-01
---
# Restart

```sh
kubectl rollout restart deploy/<name> -n {{ns}}
```

Verify that orders flow. To roll back, run `kubectl rollout undo`. See [the other](b.md#x).
"""
MODE = """```yaml failure-mode
id: {id}
service: pay
cause: resource
says: it breaks
symptoms:
  - signal: log
    pattern: boom
    with: {likely}
remedies:
  - says: restart
    command: {command}
    risk: R1
    verify: it works
    irreversible: yes
```
"""


def known(*files: tuple[str, str], services: tuple[Service, ...] = (), alerts: str = "") -> Known:
    documents = tuple(markdown.read(name, text) for name, text in files)
    return Known(
        documents=documents,
        modes=tuple(mode for one in documents for mode in failure_modes.from_document(one)),
        broken=(),
        files=frozenset(name for name, _ in files),
        today=TODAY,
        services=services,
        alerts=alert_rules("rules.yml", alerts) if alerts else (),
    )


def told(found: Known) -> list[tuple[str, str, int]]:
    return [(one.rule, one.file, one.line) for one in lint(found)]


def test_good_documents_have_no_problem() -> None:
    assert told(known(("a.md", GOOD), ("b.md", "# Other\n\nText.\n"))) == []


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("# A\n\n```sh\necho 'open\n```\n", "command", 4),
        ("# A\n\n[x](gone.md)\n", "dead-link", 3),
        ("# A\n\n<script>alert(1)</script>\n", "script", 3),
        ("# A\n\nexport TOKEN=ghp_0123456789abcdefghijklmnopqrstuvwxyz\n", "secret", 3),
        ("---\nlast_reviewed: 2024-01-01\n---\n# A\n", "stale", 2),
        ("---\nreview_by: 2026-02-01\n---\n# A\n", "stale", 2),
        ("# A\n\n```sh\nkubectl delete pod x\n```\n\nTo undo, wait.\n", "no-verification", 4),
        ("# A\n\n```sh\nkubectl delete pod x\n```\n\nVerify it.\n", "no-rollback", 4),
    ],
)
def test_each_rule_finds_its_problem_by_line(text: str, rule: str, line: int) -> None:
    assert told(known(("a.md", text))) == [(rule, "a.md", line)]


def test_a_command_that_only_reads_needs_no_rollback_and_code_may_show_a_script() -> None:
    assert told(known(("a.md", "# A\n\n```sh\nkubectl get pods\n```\n\n```html\n<script>x</script>\n```\n"))) == []


def test_failure_modes_that_nothing_tells_apart_and_remedies_that_do_more_than_they_say() -> None:
    page = MODE.format(id="one", likely=0.8, command="systemctl restart pay")
    other = MODE.format(id="two", likely=0.9, command="rm -rf /var/lib/pay")
    far = MODE.format(id="three", likely=0.2, command="systemctl restart pay")
    found = [(one.rule, one.file) for one in lint(known(("a.md", page), ("b.md", other), ("c.md", far)))]
    assert ("alike", "b.md") in found
    assert ("underrated", "b.md") in found
    assert ("alike", "c.md") not in found


def test_a_procedure_that_stands_twice_is_said_at_the_second() -> None:
    steps = "Look at the queue before you do anything, then at the workers, and only then restart one of them. " * 3
    page = f"# Steps\n\n{steps}\n\n```sh\nkubectl get pods\n```\n"
    assert told(known(("a.md", page), ("b.md", page))) == [("duplicate", "b.md", 1)]


def test_critical_services_need_documents() -> None:
    services = (Service(name="pay", criticality="critical"), Service(name="mail"))
    assert [rule for rule, _, _ in told(known(("a.md", GOOD), ("b.md", "# x\n"), services=services))] == [
        "critical-no-failure-mode"
    ]
    assert "critical-no-runbook" in {rule for rule, _, _ in told(known(("b.md", "# x\n"), services=services))}


def test_alerts_need_a_runbook_that_is_there() -> None:
    rules = """groups:
  - name: g
    rules:
      - alert: Linked
        annotations: {runbook_url: "https://x.example/docs/b.md"}
      - alert: Dead
        annotations: {runbook_url: "https://x.example/docs/gone.md"}
      - alert: Bare
      - record: not:an:alert
"""
    assert told(known(("b.md", "# x\n"), alerts=rules)) == [
        ("alert-dead-runbook", "rules.yml", 6),
        ("alert-no-runbook", "rules.yml", 8),
    ]
    inside = "spec:\n" + "".join(f"  {line}\n" for line in rules.splitlines())
    assert [one.line for one in alert_rules("k8s.yml", inside)] == [5, 7, 9]
    assert alert_rules("other.yml", "a: 1\n") == ()
    with pytest.raises(KnowledgeError, match=r"x\.yml:2"):
        alert_rules("x.yml", "a: [\n")


def test_sarif_names_rules_levels_and_places() -> None:
    told = sarif([Problem("secret", "holds a token", "take it out", "a.md", 0)], "1.0")
    run = json.loads(json.dumps(told))["runs"][0]
    (result,) = run["results"]
    assert (result["ruleId"], result["level"]) == ("secret", "error")
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == set(RULES)


def test_small_steps() -> None:
    assert day_of("2026-03-01T10:00") == TODAY
    assert day_of("soon") is None
    assert covered_by("pay, shop", "teams/mail/disk.md") == {"pay", "shop", "teams", "mail", "disk"}
    assert list(modes(known(("a.md", GOOD)))) == []
    assert RULES["secret"][0] == ERROR
