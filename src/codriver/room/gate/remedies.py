"""Where remedies come from: the mitigations and runbooks of the latest assessment, or a person who types them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from codriver.errors import ConfigError
from codriver.room.incidents.pick import Table, text, texts
from codriver.room.incidents.story import Story

MITIGATION, RUNBOOK, TYPED = "mitigation", "runbook", "typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What could be done, before it is a card. `cites` are the ids of the quotes that it rests on."""

    source: str
    says: str
    commands: tuple[str, ...]
    target: str = ""
    risk: str = ""
    why: str = ""
    against: tuple[str, ...] = ()
    rollback: str = ""
    watch: str = ""
    cites: tuple[str, ...] = ()
    leader: str = ""


def known(story: Story) -> tuple[Remedy, ...]:
    """The remedies of the latest assessment that have a command, in the order in which the screen shows them."""
    return (*map(_of_mitigation(story), story.parts("mitigations")), *_of_runbooks(story))


def chosen(story: Story, key: str) -> Remedy:
    """The remedy of that number (from 1).

    Raises:
        ConfigError: there is none, or it is no command but words.
    """
    listed = known(story)
    if not key.isdigit() or not 1 <= int(key) <= len(listed):
        hint = "`codriver propose` lists them; or type one: --command 'COMMAND'"
        raise ConfigError(f"no remedy {key}: {len(listed)} are known", hint=hint)
    return listed[int(key) - 1]


def commands_of(block: str) -> tuple[str, ...]:
    """The commands in a block of a runbook: lines without prompts and comments; continued lines stay together."""
    joined = block.replace("\\\n", " ")
    lines = (line.strip().removeprefix("$ ") for line in joined.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def _of_mitigation(story: Story) -> Callable[[Table], Remedy]:
    leaders = {text(one, "says"): text(one, "id") for one in reversed(story.parts("hypotheses"))}

    def remedy(one: Table) -> Remedy:
        return Remedy(
            source=MITIGATION,
            says=text(one, "says"),
            commands=commands_of(text(one, "command")),
            target=text(one, "target"),
            risk=text(one, "risk"),
            why=text(one, "why"),
            against=texts(one, "against"),
            rollback=text(one, "rollback"),
            watch=text(one, "watch"),
            cites=texts(one, "cites"),
            leader=leaders.get(text(one, "why"), ""),
        )

    return remedy


def _of_runbooks(story: Story) -> Iterator[Remedy]:
    for book in story.parts("runbooks"):
        for block in texts(book, "commands"):
            says = f"{text(book, 'title')}: {text(book, 'section')}".rstrip(": ")
            yield Remedy(
                source=RUNBOOK,
                says=says,
                commands=commands_of(block),
                target=text(book, "service"),
                why=text(book, "because"),
                cites=texts(book, "cites"),
            )
