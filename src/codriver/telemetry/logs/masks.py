"""A message becomes its shape: what differs from one record to the next is masked, the words stay.

Status codes of HTTP that tell a cause stay too (`status 502`, not 200 or 404), and so do quoted names without a digit
(`column "discount"`). Wrong when a name without digits differs with each record: `templates/` looks after those.
"""

from codriver.telemetry.columns import Frame, lines_in, pl
from codriver.telemetry.logs.alike import keys as keys_of
from codriver.telemetry.logs.loose import ALIKE

LONGEST = 600  # characters of a message that take part
_KEEP, _OPEN, _CLOSE = "\u241f", "\u2039", "\u203a"  # what they touch is not masked
_NAME = r"[A-Za-z_][A-Za-z_.-]{0,59}"
_ANSWERED = (
    r"(?i)\b((?:http/[0-9.]+\"?|status(?:[ _]?code)?|code|http|returned|answered|responded|response|got)"
    r"(?: with| from upstream)?\W{0,3})"
)
_STATUS = rf"{_ANSWERED}(5[0-9]{{2}}|40[01389]|422|429)\b"
_PERHAPS_STATUS = rf"{_ANSWERED}000\b"  # when every digit reads 0

_WEEKDAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_CLOCK = r" +\d{1,2}:\d\d:\d\d(?:[.,]\d+)?(?: (?:[A-Z]{3,4}|[+-]\d{4})\b)?(?: \d{4}\b)?"

_MASKS: tuple[tuple[str, str], ...] = (
    (r"\b\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?", "<time>"),
    (rf"\b(?:{_WEEKDAY}\b,? +)?{_MONTH} +\d{{1,2}},?{_CLOCK}", "<time>"),
    (rf"\b(?:{_WEEKDAY}\b,? +)?\d{{1,2}} +{_MONTH} +\d{{4}}{_CLOCK}", "<time>"),
    (r"\b(?:[0-9a-fA-F]{2}[:-]){5,}[0-9a-fA-F]{2}\b", "<id>"),
    (r"\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b", "<id>"),
    (r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w", "<email>"),
    (r"(/[^\s?\"'<>]*)\?[\w.%\[\]-]+=[^\s\"'<>:;)]*", "${1}?<query>"),
    (
        r'"((?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE)) [^\s"]+(?: HTTP/[0-9.]+)?"',
        f"{_OPEN}${{1}} <path>{_CLOSE}",
    ),
    (rf'"({_NAME})"', f"{_OPEN}${{1}}{_CLOSE}"),
    (r'"(?:[^"\\]|\\.){1,300}"', "<str>"),
    (rf"{_OPEN}({_NAME}|[A-Z]+ <path>){_CLOSE}", '"${1}"'),
    (rf"(^|[\s(=:\[,{{])'({_NAME})'", f"${{1}}{_OPEN}${{2}}{_CLOSE}"),
    (r"(^|[\s(=:\[,{])'[^']{1,300}'", "${1}<str>"),
    (rf"{_OPEN}({_NAME}){_CLOSE}", "'${1}'"),
    (r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b", "<ip>"),
    (r"\[?\b(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}\b\]?|\[::[0-9]?\]", "<ip>"),
    (r"\b(?:[0-9]x[0-9a-fA-F]+|[0-9]+[a-fA-F][0-9a-fA-F]{4,}|[a-fA-F]+[0-9][0-9a-fA-F]{4,})\b", "<hex>"),
    (r"\b(?:[0-9]+(?:\.[0-9]+)?(?:h|ms|m|s|µs|us|ns))+\b", "<duration>"),
    (r"\b[A-Za-z]*[0-9]+[A-Za-z]+[0-9]+[A-Za-z0-9]*\b", "<id>"),
    (_STATUS, f"${{1}}{_KEEP}${{2}}"),
    (rf"([^0-9{_KEEP}]|^)[0-9]+(?:[.,:][0-9]+)*", "${1}<num>"),
    (_KEEP, ""),
    (r"<num>(?:[,;]? ?<num>)+", "<num>"),
    (r"\s+", " "),
)


def masked(message: pl.Expr) -> pl.Expr:
    """The shape of each message, at most `LONGEST` characters of it, without the word that the limit cuts in two."""
    start = message.str.slice(0, LONGEST)
    cut = message.str.len_chars() > LONGEST
    template = pl.when(cut).then(start.str.replace(r"\s\S*$", "")).otherwise(start)
    for pattern, mask in _MASKS:
        template = template.str.replace_all(pattern, mask)
    return template.str.strip_chars()


def shapes(messages: pl.Series) -> pl.Series:
    """As `masked`, for a column, and faster: messages that read the same with every digit a 0 are masked once.

    No mask but that of a status cares which digit it is.
    """
    texts = messages.fill_null("").str.slice(0, LONGEST + 1)
    alike = keys_of(texts)
    if alike is None:
        return Frame({"text": texts}).select(masked(pl.col("text"))).to_series()
    distinct = Frame({"alike": alike}).unique()
    telling = distinct.filter(pl.col("alike").str.contains(_PERHAPS_STATUS)).to_series()
    keys = texts.zip_with(alike.is_in(telling.implode()), alike) if len(telling) else alike
    found = Frame({"key": keys.unique()}).with_columns(shape=masked(pl.col("key")))
    return Frame({"key": keys}).join(found, on="key", how="left", maintain_order="left")["shape"]


def counted(lines: bytes) -> dict[str, int]:
    """How often each shape occurs among the lines of a block of text; a final line end begins no further line."""
    alike = lines_in(lines.translate(ALIKE)).rename("key")
    counts = Frame({"key": alike}).group_by("key").len()
    telling = pl.col("key").str.contains(_PERHAPS_STATUS)
    plain, statuses = counts.filter(~telling), counts.filter(telling)
    if statuses.height:
        exact = lines_in(lines).filter(alike.is_in(statuses["key"].implode()))
        plain = pl.concat([plain, Frame({"key": exact}).group_by("key").len()])
    whole = plain.group_by(shape=masked(pl.col("key"))).agg(pl.col("len").sum()).sort("shape")
    return dict(whole.iter_rows())
