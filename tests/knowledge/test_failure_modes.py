"""Failure modes from blocks in markdown; every mistake is an error that says where."""

import pytest

from codriver.errors import KnowledgeError
from codriver.knowledge.failure_modes import read
from codriver.model import Citation, FailureMode, KnownCheck, Ref, Remedy, Symptom

PAGE = """\
---
service: web
owner: team-web
---
# Ways in which web breaks

```yaml failure-mode
id: pool-empty
cause: connections
says: The pool runs empty
symptoms:
  - signal: log
    pattern: "(?i)timed out .* pool"
    with: 0.9
    without: 0.01
  - {signal: metric, name: pool_in_use, condition: rises}
checks:
  - ask: Are all connections taken?
    command: psql -c 'select 1'
    yes: the pool is empty
    no: something else
remedies:
  - says: Restart web
    command: |
      kubectl rollout restart deploy/web
    risk: R1
last_reviewed: 2024-05-01
incidents: 3
```
"""


def test_a_block_is_a_failure_mode() -> None:
    assert read("modes/web.md", PAGE) == (
        FailureMode(
            name="pool-empty",
            service="web",
            cause="connections",
            says="The pool runs empty",
            cites=(Citation(Ref("knowledge", "modes/web.md:8"), "id: pool-empty"),),
            symptoms=(
                Symptom(signal="log", pattern="(?i)timed out .* pool", with_it=0.9, without_it=0.01),
                Symptom(signal="metric", name="pool_in_use", condition="rises"),
            ),
            checks=(
                KnownCheck(
                    ask="Are all connections taken?",
                    command="psql -c 'select 1'",
                    yes="the pool is empty",
                    no="something else",
                ),
            ),
            remedies=(Remedy(says="Restart web", command="kubectl rollout restart deploy/web", risk="R1"),),
            owner="team-web",
            last_reviewed="2024-05-01",
            incidents=3,
        ),
    )


def test_other_blocks_are_passed_by() -> None:
    assert read("x.md", "```yaml\nid: x\n```\n\n```text failure-mode\nid: x\n```\n") == ()


def error_of(before: str, after: str) -> KnowledgeError:
    assert before in PAGE
    with pytest.raises(KnowledgeError) as caught:
        read("web.md", PAGE.replace(before, after))
    return caught.value


@pytest.mark.parametrize(
    ("before", "after", "line", "says", "hint"),
    [
        ("cause:", "couse:", 9, "unknown key `couse`", "did you mean `cause`?"),
        ("    risk: R1", "    danger: R1", 26, "unknown key `danger`", "known here"),
        ("says: The pool runs empty", "says:", 10, "`says` is missing", "write `says: ...`"),
        ("cause: connections\n", "", 8, "`cause` is missing", "write `cause: ...`"),
        ("signal: log", "signal: smell", 12, "`signal: smell` is not known", "known: `alert`, `log`"),
        ("risk: R1", "risk: R9", 26, "`risk: R9` is not known", "known: `R1`, `R2`, `R3`"),
        ("condition: rises", "condition: wobbles", 16, "`condition: wobbles` is not known", "`rises`, `falls`"),
        (", condition: rises", "", 16, "`condition` is missing", "write `condition: ...`"),
        ("name: pool_in_use, condition: rises", "", 16, "either a `pattern`, or a `name`", "keep one"),
        ("with: 0.9", "with: often", 14, "`with` is to be a number from 0.001 to 0.999", ""),
        ("with: 0.9", "with: 1.0", 14, "`with` is to be a number", ""),
        ("without: 0.01", "without: 0.95", 15, "`without` is larger than `with`", "swapped"),
        ('"(?i)timed out .* pool"', '"(?=look)ahead"', 13, "cannot be used", "RE2 has no look-ahead"),
        ("incidents: 3", "incidents: many", 28, "`incidents` is to be a number", ""),
        ("says: The pool", "says: [The pool]\nx: The pool", 11, "unknown key `x`", ""),
        ("says: The pool runs empty", "says: [a]", 10, "`says` is to be one text", "quotes"),
        ("incidents: 3", "incidents: 3\nowner: a: b", 29, "no valid YAML", "indentation"),
        ("incidents: 3", "incidents: 3\nincidents: 4", 29, "`incidents` stands here twice", "keep one"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_a_way_to_mend_it(
    before: str, after: str, line: int, says: str, hint: str
) -> None:
    error = error_of(before, after)
    assert (error.file, error.line) == ("web.md", line)
    assert says in error.message
    assert hint in error.hint


def test_a_list_that_is_none_and_an_entry_that_is_no_mapping_are_mistakes() -> None:
    page = "```yaml failure-mode\nid: x\ncause: y\nsays: z\nchecks: {}\n```\n"
    with pytest.raises(KnowledgeError, match=r"^x\.md:5: `checks` is to be a list"):
        read("x.md", page)
    with pytest.raises(KnowledgeError, match=r"^x\.md:6: expected `ask`"):
        read("x.md", page.replace("checks: {}", "checks:\n  - look"))


def test_an_empty_block_is_a_mistake() -> None:
    with pytest.raises(KnowledgeError, match=r"^x\.md:2: expected `id`"):
        read("x.md", "```yaml failure-mode\n```\n")
