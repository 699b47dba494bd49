"""Where in the program a line was written, in front of what it says: thread, process, logger, file and line."""

from codriver.telemetry.columns import pl

_LOGGER = r"(?:[\w$]+\.)+[\w$]+"
_FILE = r"(?:[\w$-]+/)*[\w$-]+\.(?:go|java|kt|py|rb|cs|cc|cpp|c|rs|js|ts):\d+"
_SITE = (
    r"^(?:\d+ +--- +)?(?:\[(?:[^\[\]\"']|\[[^\[\]]*\]){1,200}\] +(?:- +)?)?"
    rf"(?:{_LOGGER}(?: \*\d\d)? *(?: - |: )"
    rf"|{_FILE}(?: - |:?\s)"
    r"|(?:[\w$]+\.)*[\w$<>]+:[\w$<>]+:\d+ - "  # loguru
    rf"|{_LOGGER} \[(?:-|req-[^\]]*)\] "  # oslo.log
    r"|\w+(?:::\w+)+: )?"  # Rust's tracing
)


def without_site(message: pl.Expr) -> pl.Expr:
    """Without `[thread-1]`, `1 --- [main]`, `logger.name :`, `shop::till:` in front of what is said."""
    return message.str.replace(_SITE, "")
