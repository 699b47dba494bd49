"""A message becomes its template: what differs from one record to the next is masked, the words stay.

Status codes of HTTP stay too (`status 502`), and so do quoted names without a digit (`column "discount"`): they tell
causes apart. Wrong when a name without digits differs with each record, a customer's say: then each is a pattern.
"""

from codriver.telemetry.columns import pl

LONGEST = 600  # characters of a message that take part
_KEEP, _OPEN, _CLOSE = "\u241f", "\u2039", "\u203a"  # what they touch is not masked
_NAME = r"[A-Za-z_][A-Za-z_.-]{0,59}"
_STATUS = (
    r"(?i)\b((?:http/[0-9.]+\"?|status(?:[ _]?code)?|code|http|returned|answered|responded|response|got)"
    r"(?: with| from upstream)?\W{0,3})([1-5][0-9]{2})\b"
)

_MASKS: tuple[tuple[str, str], ...] = (
    (r"\b\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?", "<time>"),
    (r"\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b", "<id>"),
    (r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w", "<email>"),
    (r"(/[^\s?\"'<>]*)\?[\w.%\[\]-]+=[^\s\"'<>:;)]*", "${1}?<query>"),
    (rf'"({_NAME})"', f"{_OPEN}${{1}}{_CLOSE}"),
    (r'"(?:[^"\\]|\\.){1,300}"', "<str>"),
    (rf"{_OPEN}({_NAME}){_CLOSE}", '"${1}"'),
    (rf"(^|[\s(=:\[,{{])'({_NAME})'", f"${{1}}{_OPEN}${{2}}{_CLOSE}"),
    (r"(^|[\s(=:\[,{])'[^']{1,300}'", "${1}<str>"),
    (rf"{_OPEN}({_NAME}){_CLOSE}", "'${1}'"),
    (r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b", "<ip>"),
    (r"\[?\b(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}\b\]?|\[::1?\]", "<ip>"),
    (r"\b(?:0x[0-9a-fA-F]+|[0-9]+[a-fA-F][0-9a-fA-F]{4,}|[a-fA-F]+[0-9][0-9a-fA-F]{4,})\b", "<hex>"),
    (r"\b(?:[0-9]+(?:\.[0-9]+)?(?:h|ms|m|s|µs|us|ns))+\b", "<duration>"),
    (r"\b[A-Za-z]*[0-9]+[A-Za-z]+[0-9]+[A-Za-z0-9]*\b", "<id>"),
    (_STATUS, f"${{1}}{_KEEP}${{2}}"),
    (rf"([^0-9{_KEEP}.]|^)[0-9]+(?:[.,:][0-9]+)*", "${1}<num>"),
    (_KEEP, ""),
    (r"<num>(?:[,;]? ?<num>)+", "<num>"),
    (r"\s+", " "),
)


def masked(message: pl.Expr) -> pl.Expr:
    """The template of each message, at most `LONGEST` characters of it."""
    template = message.str.slice(0, LONGEST)
    for pattern, mask in _MASKS:
        template = template.str.replace_all(pattern, mask)
    return template.str.strip_chars()
