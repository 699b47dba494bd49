"""Text as it was meant: no colours, no NULs, one kind of line end; the middle of what is too long left out."""

import re
import textwrap

LONGEST = 1_000_000  # characters that are kept, half from each end: a trace tells its story there
MOST_LINES = 40_000
_CUT = "\n...\n"
_ANSI = re.compile(
    r"\x1b(?:\[[0-9;?]{0,40}[A-Za-z]|\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\)|[()][A-B0-2])|[\x00\ufeff\x08]"
)


def plain(text: str) -> str:
    """The text, bounded and cleaned."""
    return _few_lines(uncoloured(_shortened(text)).replace("\r\n", "\n").replace("\r", "\n"))


def uncoloured(text: str) -> str:
    """The text without what steers a terminal, which may also come out of a string that was escaped."""
    return _ANSI.sub("", text) if "\x1b" in text or "\x00" in text or "\ufeff" in text else text


def dedented(text: str) -> list[str]:
    """The lines without the blanks that they all begin with: a trace pasted into a report."""
    if not text[:1].isspace():
        return []
    bare = textwrap.dedent(text)
    return [bare] if bare != text else []


def _shortened(text: str) -> str:
    half = LONGEST // 2
    return text if len(text) <= LONGEST else text[:half] + _CUT + text[-half:]


def _few_lines(text: str) -> str:
    if text.count("\n") <= MOST_LINES:
        return text
    lines, half = text.split("\n"), MOST_LINES // 2
    return "\n".join((*lines[:half], "...", *lines[-half:]))


def shared(lines: list[str], matched: int) -> bool:
    """Whether a layer is believed: at least half of the lines that say something are its own."""
    return matched > 0 and matched * 2 >= sum(bool(line.strip()) for line in lines)


def streams(parts: dict[str, list[str]], most: int = 6) -> list[str]:
    """One text for each stream of lines, the longest first."""
    longest = sorted(parts.values(), key=lambda lines: -sum(map(len, lines)))[:most]
    return ["\n".join(lines) for lines in longest]
