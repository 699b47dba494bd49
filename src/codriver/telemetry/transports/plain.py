"""Text as it was meant: no colours, no NULs, one kind of line end; the middle of what is too long left out."""

import re

LONGEST = 1_000_000  # characters that are kept, half from each end: a trace tells its story there
MOST_LINES = 40_000
_CUT = "\n...\n"
_ANSI = re.compile(
    r"\x1b(?:\[[0-9;?]{0,40}[A-Za-z]|\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\)|[()][A-B0-2])|[\x00\ufeff\x08]"
)


def plain(text: str) -> str:
    """The text, bounded and cleaned."""
    short = _shortened(text)
    clean = _ANSI.sub("", short) if "\x1b" in short or "\x00" in short or "\ufeff" in short else short
    return _few_lines(clean.replace("\r\n", "\n").replace("\r", "\n"))


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
