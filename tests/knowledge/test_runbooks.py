"""A runbook's sections with their commands."""

from codriver.knowledge.runbooks import read
from codriver.model import Citation, Ref

PAGE = """\
---
service: web
owner: team-web
last_reviewed: 2024-05-01
---
# Slow pages

What to do.

## Empty

## Look

```sh
uptime
free -m
```

### Restart

```console
$ kubectl rollout \\
    restart deploy/web
deployment restarted
$ kubectl get pods
```

```
a log line
```
"""


def test_each_section_that_says_something_is_a_runbook() -> None:
    found = read("runbooks/slow.md", PAGE)
    assert [(one.title, one.section) for one in found] == [
        ("Slow pages", ""),
        ("Slow pages", "Look"),
        ("Slow pages", "Look > Restart"),
    ]
    assert {(one.service, one.owner, one.last_reviewed) for one in found} == {("web", "team-web", "2024-05-01")}


def test_commands_are_what_a_person_would_paste() -> None:
    assert [one.commands for one in read("runbooks/slow.md", PAGE)] == [
        (),
        ("uptime\nfree -m",),
        ("kubectl rollout \\\nrestart deploy/web\nkubectl get pods",),
    ]


def test_a_block_without_a_language_is_a_command_only_behind_a_prompt() -> None:
    found = read("x.md", "# T\n\n```\n$ ls\nout\n```\n\n```\nERROR no\n```\n\n```sql\n$ select\n```\n")
    assert found[0].commands == ("ls",)


def test_every_section_is_cited_by_its_heading_or_first_line() -> None:
    lines = PAGE.splitlines()
    for one in read("runbooks/slow.md", PAGE):
        number = int(one.cites[0].ref.locator.removeprefix("runbooks/slow.md:"))
        assert one.cites[0].quote == lines[number - 1]
    assert read("x.md", "\n\nplain words\n")[0].cites == (Citation(Ref("knowledge", "x.md:3"), "plain words"),)


def test_a_document_that_says_nothing_is_no_runbook() -> None:
    assert read("x.md", "# Only a title\n") == ()
