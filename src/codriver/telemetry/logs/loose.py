"""What kind of line a line is, whatever its numbers: numbers read 0, hexadecimal ids are one sign.

Two lines of one kind have the same fields, levels and templates, wherever these hold no digit: a reader need see one.
"""

from codriver.telemetry.columns import Frame, lines_in, pl

LONGEST = 8_000  # characters of a line that has a kind
ALIKE = bytes.maketrans(b"123456789", b"000000000")
_ID = r"(?-u:\b)(?:[a-fA-F]+0|0+[a-fA-F])[0a-fA-F]{2,}(?-u:\b)"  # with a letter and a digit at least
TELLING = (  # whose digits decide: a status, a priority, a level in numbers
    r"(?i)\b(?:http/[0-9.]+\"?|status(?:[ _]?code)?|code|http|returned|answered|responded|response|got)"
    r"(?: with| from upstream)?\W{0,3}000\b|(?:status|code|statuscode)[\w.]*\"?\s*[:=]\s*\"?000\b|^<0|"
    r"\" 000 |\|\s+000\s+\|"
    r"|\"(?:level|priority|severity|s|lvl|@l)[\w.]*\"\s*:\s*\"?0|\blevel=0"
)
_TOLD = (
    r"(?i)^<[0-9]{1,3}>|\" [1-5][0-9]{2} |\|\s+[1-5][0-9]{2}\s+\|"
    r"|\b(?:http/[0-9.]+\"?|status(?:[ _]?code)?|code|http|returned|answered|responded|response|got)"
    r"(?: with| from upstream)?\W{0,3}[1-5][0-9]{2}\b|(?:status|code|statuscode)[\w.]*\"?\s*[:=]\s*\"?[1-5][0-9]{2}\b"
    r"|\"?(?:level|priority|severity|s|lvl|@l)[\w.]*\"?\s*[:=]\s*\"?[0-9]{1,5}"
)


def exact(lines: pl.Series, block: bytes | None = None) -> pl.Series | None:
    """The lines with every digit a 0; `block` are their bytes, if at hand. None: a line holds a line end."""
    whole = block if block is not None else str(lines.str.join("\n").item()).encode() + b"\n" if len(lines) else b""
    found = lines_in(whole.translate(ALIKE) or b"\n").str.strip_chars_end("\r")
    return found if len(found) == len(lines) else None


def loosened(keys: pl.Series) -> pl.Series:
    """The kinds of lines whose digits read 0 already."""
    return keys.str.replace_all(_ID, "\u2592").str.replace_all("0{2,}", "0")


def telling(keys: pl.Series) -> pl.Series:
    """Whether the digits of such a line decide what it says."""
    return keys.str.contains(TELLING)


def told(lines: pl.Series) -> pl.Series:
    """What the deciding digits of each line are: `status 502`."""
    return Frame({"line": lines}).select(pl.col("line").str.extract_all(_TOLD).list.join("|")).to_series()
