"""Files that nothing here reads: what they are, as far as their first bytes tell, and what to do about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from codriver.access.files import read_json
from codriver.connectors import File
from codriver.errors import SourceError
from codriver.model import Gap, Matters

NAMED = 3  # so many names fit a line; more are counted
MOST_PARSED, MOST_BYTES = 20, 8 << 20  # JSON that is parsed again to say where it breaks
_TAR = 257, b"ustar"
_UNPACK = "unpack it first, and give what was in it"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a file turned out to be: in the plural of its Gap, why it is not read, and what to do."""

    what: str
    why: str
    hint: str
    matters: Matters = Matters.SOME


_ZIP = _Kind("of the kind zip", "an archive", _UNPACK)
_TARRED = _Kind("of the kind tar", "an archive", _UNPACK)
_DATABASE = _Kind(
    "of the kind SQLite", "a database", "export what it holds: metrics as CSV, anything else as JSON lines"
)
_TABLES = _Kind("of the kind Parquet", "a table in columns", "export it as CSV or JSON lines")
_PRINTED = _Kind("of the kind PDF", "a printed page", "save its text as markdown", Matters.LITTLE)
_PICTURE = _Kind("that show a picture", "nothing here looks at pictures", "export the numbers behind it as CSV or JSON")
_EMPTY = _Kind("empty", "without a single byte", "look whether its export worked, or whether nothing was recorded")
_BROKEN = _Kind("of broken JSON", "it ends or breaks in the middle", "export it again, or mend that line")
_UNKNOWN = _Kind(
    "of no known kind",
    "nothing here reads it",
    "`codriver doctor PATH` says what is read; CONTRIBUTING.md shows how to add a format",
    Matters.LITTLE,
)
_BEGINS = (
    (b"PK\x03\x04", _ZIP),
    (b"PK\x05\x06", _ZIP),
    (b"7z\xbc\xaf\x27\x1c", _Kind("of the kind 7z", "an archive", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", _Kind("packed with zstd", "only gzip is unpacked here", "unpack it first: zstd -d FILE")),
    (b"\xfd7zXZ\x00", _Kind("packed with xz", "only gzip is unpacked here", "unpack it first: xz -dk FILE")),
    (b"BZh", _Kind("packed with bzip2", "only gzip is unpacked here", "unpack it first: bzip2 -dk FILE")),
    (b"SQLite format 3\x00", _DATABASE),
    (b"PAR1", _TABLES),
    (b"%PDF-", _PRINTED),
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
)


def unread(files: Iterable[File]) -> Iterator[Gap]:
    """One Gap a kind of file, in order of the kind, naming the first few of it."""
    found: dict[_Kind, list[str]] = {}
    left = []
    for file in files:
        kind = _by_bytes(file)
        if kind == _UNKNOWN and file.name.lower().endswith(".json"):
            left.append(file)
        else:
            found.setdefault(kind, []).append(file.name)
    for place, file in enumerate(left):
        broken = _breaks(file) if place < MOST_PARSED else ""
        found.setdefault(_BROKEN if broken else _UNKNOWN, []).append(broken or file.name)
    for kind in sorted(found, key=lambda kind: kind.what):
        yield _gap(kind, sorted(found[kind]))


def _by_bytes(file: File) -> _Kind:
    if not file.sample:
        return _UNKNOWN if file.path.is_dir() else _EMPTY
    place, mark = _TAR
    if file.sample[place : place + len(mark)] == mark:
        return _TARRED
    return next((kind for start, kind in _BEGINS if file.sample.startswith(start)), _UNKNOWN)


def _breaks(file: File) -> str:
    """The file's name and where it is no JSON; empty when it is some, or too large to be looked at again."""
    try:
        read_json(file.path, MOST_BYTES, name=file.name)
    except SourceError as error:
        _, broken, why = error.message.partition("no valid JSON: ")
        return f"{file.name} ({why})" if broken else ""
    return ""


def _gap(kind: _Kind, names: list[str]) -> Gap:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    what = f"{len(names)} file{'s' if len(names) > 1 else ''} {kind.what}"
    why = f"{kind.why}: {', '.join(islice(names, NAMED))}{more}"
    source = names[0].split(" (", 1)[0]
    return Gap(what=what, why=why, hint=kind.hint, source=source, matters=kind.matters)
