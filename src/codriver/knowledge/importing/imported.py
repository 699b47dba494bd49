"""One document that was converted, and the clean-up that every kind shares."""

from __future__ import annotations

import re
from dataclasses import dataclass

from codriver.knowledge import runbooks
from codriver.knowledge.lesson_text import dashed, scalar
from codriver.knowledge.markdown import CodeBlock

_EXPORT_ID = re.compile(r"[ _-][0-9a-f]{32}$|_\d{5,}$")  # as Notion and Confluence put them behind a title
_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A document: its new file's name (no folder), its markdown, its pictures by file name, and what was lost."""

    name: str
    text: str
    pictures: tuple[tuple[str, bytes], ...] = ()
    lost: tuple[str, ...] = ()


def file_name(source: str) -> str:
    """The new file's name, from the old one's."""
    stem = _EXPORT_ID.sub("", source.replace("\\", "/").rpartition("/")[2].rpartition(".")[0])
    return f"{dashed(stem) or 'document'}.md"


def with_front(text: str, *, title: str, source: str, service: str, owner: str) -> str:
    """Front matter above the text; when it was reviewed is left open, because nobody has."""
    rows = [("title", title), ("service", service), ("owner", owner), ("imported_from", source)]
    head = "".join(f"{key}: {scalar(value)}\n" for key, value in rows if value)
    return f"---\n{head}---\n\n{_BLANKS.sub(chr(10) * 2, text).strip()}\n"


def fenced(text: str) -> str:
    """Paragraphs that read as commands, put into blocks: a format without code loses where it stood."""
    return "\n\n".join(_fence(part) for part in re.split(r"\n{2,}", text))


def _fence(part: str) -> str:
    lines = part.strip("\n").splitlines()
    if not lines or part.startswith(("#", "|", "```", "- ", "* ")):
        return part
    commands = [runbooks.command_of(CodeBlock("", f"{line.strip()}\n", 1)) for line in lines]
    return "```sh\n" + "\n".join(line.strip() for line in lines) + "\n```" if all(commands) else part
