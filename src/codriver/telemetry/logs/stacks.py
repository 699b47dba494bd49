"""Stack traces among log lines, a column at a time: where one stands, its headline, and what tells it from others."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.masks import masked
from codriver.telemetry.stacktraces import marks

LONGEST = 16_000  # characters of one trace that are kept
_EXCEPTION = r"(?:[A-Za-z_][\w$]*\.)*[A-Za-z_]\w*(?:Error|Exception|Warning|Exit|Interrupt|Timeout|Failure|Fault)\b"
_FRAME = (
    r"File \\*\"[^\"\\]+\\*\", line \d+|\bat [\w$.<>/@-]+ ?\([^()\n]*\)"
    r"|(?m:^" + _EXCEPTION + r")"
)


def is_stack(text: pl.Expr) -> pl.Expr:
    """Whether a stack trace of some language stands in the text: each language says what its traces are known by."""
    return text.str.contains("|".join(marks())).fill_null(value=False)


def headline(text: pl.Expr) -> pl.Expr:
    r"""The one line that says what went wrong: Python's last, else the first; line ends may be spelled `\\n`."""
    lines = text.str.replace_all("\\n", "\n", literal=True).str.strip_chars()
    last = lines.str.extract(r"(?:^|\n)[ |+]*([^\s|+][^\n]*)$")
    lone = lines.str.extract(r"^([^\n]*)")
    named = lines.str.extract(r"(?s).*\n(" + _EXCEPTION + r"[^\n]*)")
    python = lines.str.contains("Traceback (most recent call last)", literal=True)
    return pl.when(python).then(pl.coalesce(named, last)).otherwise(lone).str.slice(0, 400)


def signature(stack: pl.Expr) -> pl.Expr:
    """What two occurrences of one trace share: frames, exception types, and the masked headline."""
    frames = stack.str.extract_all(_FRAME).list.head(60).list.join("|")
    return (masked(headline(stack)) + "\n" + frames).str.slice(0, 4_000)


def bounded(stack: pl.Expr) -> pl.Expr:
    """The trace, its middle left out when it is very long: the start and the end tell."""
    half = LONGEST // 2
    short = stack.str.slice(0, half) + "\n...\n" + stack.str.slice(-half)
    return pl.when(stack.str.len_chars() > LONGEST).then(short).otherwise(stack)
