"""A markdown document -> its runbook sections, with the commands that stand in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.knowledge import markdown
from codriver.model import Citation, Ref, Runbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.knowledge.markdown import CodeBlock, Document, Section

_SHELLS = frozenset(
    {"sh", "bash", "shell", "zsh", "fish", "ksh", "console", "terminal", "cmd", "bat", "powershell", "pwsh"}
    | {"shell-session", "shellsession", "sh-session", "bash-session"}
)
_PROMPT = "$ "
_PROGRAMS = re.compile(
    r"(sudo +)?(docker|podman|kubectl|oc|helm|systemctl|journalctl|service|psql|mysql|redis-cli|mongosh?|curl|wget|grep"
    r"|tail|cat|less|ls|df|du|ps|top|free|kill|ss|netstat|lsof|dig|ping|ssh|git|make|terraform|ansible|aws|gcloud|az"
    r"|nginx|apt|apt-get|yum|dnf|python3?|pip|npm|java|go|cargo|crictl|etcdctl|rabbitmqctl|consul|vault|nomad|export)"
    r"( .*)?"
)
_SHELL_SIGNS = re.compile(
    r"[a-z./~][\w./~+-]*( .*)?( --?[a-zA-Z][\w-]*| \| | && |\$\(|\$\{?[A-Z]).*|[.~]?/[\w./-]+( .*)?"
)


def read(name: str, text: str) -> tuple[Runbook, ...]:
    """One runbook per section that says something, in the document's order.

    `section` is the headings above it joined by ` > `, empty for what stands under the title itself. `commands` are
    the contents of shell blocks, and of blocks without a language (fenced or indented) that read as a command; where
    lines carry a prompt, only those lines, without it. `service`, `owner` and
    `last_reviewed` come from the front matter. The citation leads to the section's heading, or its first line.

    Raises:
        KnowledgeError: the front matter is no YAML, or the document is too large.
    """
    return from_document(markdown.read(name, text))


def from_document(document: Document) -> tuple[Runbook, ...]:
    """`read`, for a document that has been parsed."""
    return tuple(_runbook(document, section) for section in document.sections if section.text.strip())


def _runbook(document: Document, section: Section) -> Runbook:
    return Runbook(
        title=document.title,
        section=" > ".join(section.trail),
        text=section.text,
        cites=(_cite(document, section),),
        service=document.word("service") or document.word("services"),
        owner=document.word("owner") or document.word("team"),
        last_reviewed=document.word("last_reviewed") or document.word("reviewed"),
        commands=tuple(command for block in section.blocks if (command := command_of(block))),
    )


def _cite(document: Document, section: Section) -> Citation:
    lines = range(section.first_line, section.last_line + 1)
    line = next((number for number in lines if document.quote(number)), section.first_line)
    return Citation(Ref(markdown.SOURCE, f"{document.name}:{line}"), document.quote(line))


def command_of(block: CodeBlock) -> str:
    """What a person would paste; empty for a block that is no command (a log, a query, a file)."""
    prompted = "\n".join(_prompted(block.text.splitlines()))
    if block.language in _SHELLS:
        return prompted or block.text.strip()
    if block.language:
        return ""
    return prompted or (block.text.strip() if _reads_as_command(block.text) else "")


def _reads_as_command(text: str) -> bool:
    """Whether the first line that is no comment calls a program that everybody knows, or has options or a pipe."""
    lines = (line.strip() for line in text.splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return bool(_PROGRAMS.fullmatch(first) or _SHELL_SIGNS.fullmatch(first))


def _prompted(lines: list[str]) -> Iterator[str]:
    """The lines behind a prompt, and those that such a line goes on in after a backslash."""
    open_end = False
    for line in lines:
        words = line.strip()
        if words.startswith(_PROMPT) or open_end:
            yield words.removeprefix(_PROMPT)
            open_end = words.endswith("\\")
