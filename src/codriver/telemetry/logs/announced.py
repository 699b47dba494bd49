"""Changes that a log line announces: a deploy, a configuration, a flag, a migration, a scaling. Pure.

What it looks for: a calm line that begins with the announcement and names what was altered: `deploy till rev 9f3c`,
`config map till-limits updated by ops`, `scaled till from 4 to 2`. When it is wrong: a line that announces what then
did not happen; a program that calls its own daily work a deploy.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from codriver.model import NO_TIME, Change, ChangeKind, Stage
from codriver.telemetry.logs.levels import SERIOUS
from codriver.telemetry.logs.table import LogPattern, LogTable

LONGEST = 400  # characters of a line that is looked at
RARE = 20  # lines of one template beyond which it is daily work, not news
_NAME = r"(?P<name>\w[\w./-]*\w)"
OF_ITS_SPEAKER = frozenset({ChangeKind.SCHEMA, ChangeKind.FLAG})  # a migration or a flag bears no service's name
_ITSELF = frozenset({"configuration", "config", "settings"})  # of whoever says so
_WAS = r"(?:(?:was|has been|have been|is|got) )?"
_START = r"^(?:[\w.-]{1,40}[:\]] ?)?(?:successfully |finished |starting |started |completed )?"
_SETTINGS = r"(?:config ?maps?|configuration|config|settings?|parameters?|secret) (?:of |for )?"
_ALTERED = r"(?:updated|changed|reloaded|applied|modified|edited|patched|rotated)"
_SWITCHED = r"(?:enabled|disabled|turned|toggled|switched|flipped)"
_SHIPPED = (
    r"(?:deploy(?:ed|ing|ment)?|releas(?:e|ed|ing)|roll(?:ed|ing)?[ -]?(?:out|back)|(?:promot|upgrad)(?:e|ed|ing))"
)
_WAYS: tuple[tuple[ChangeKind, str], ...] = (
    (ChangeKind.SCHEMA, rf"(?:applied|applying|ran|running) (?:\w+ )?migrations? (?:of |for |on |to )?{_NAME}"),
    (
        ChangeKind.SCHEMA,
        rf"(?:\w+ )?migrations? (?:of |for |on )?{_NAME}(?: \S+)? {_WAS}(?:applied|run|executed|done)\b",
    ),
    (ChangeKind.CONFIG, r"(?P<name>configuration|config|settings) (?:file )?(?:was )?(?:re)loaded\b"),
    # as the migration tools of Java, Python and Ruby say it
    (ChangeKind.SCHEMA, rf"migrating schema (?:\S+ )?to version [\"'`]?{_NAME}"),
    (ChangeKind.SCHEMA, rf"running upgrade (?:\w+ )?-> {_NAME}"),
    (ChangeKind.SCHEMA, rf"\s*applying {_NAME}\.\.\. ?ok\b"),
    (ChangeKind.SCHEMA, rf"=+ \d{{8,}} {_NAME}: migrat(?:ing|ed)"),
    (ChangeKind.SCHEMA, rf"changeset {_NAME}\S* ran successfully"),
    (ChangeKind.FLAG, rf"(?:feature )?(?:flag|toggle) {_NAME} {_WAS}(?:{_SWITCHED}|set)\b"),
    (ChangeKind.FLAG, rf"{_SWITCHED} (?:the )?(?:feature )?(?:flag|toggle) {_NAME}"),
    (ChangeKind.CONFIG, rf"{_SETTINGS}{_NAME}(?: configured)? {_WAS}(?:{_ALTERED}|set)\b"),
    (ChangeKind.CONFIG, rf"{_ALTERED} (?:the )?{_SETTINGS}{_NAME}"),
    (ChangeKind.INFRA, rf"scal(?:ed|ing) (?:\w+ )??{_NAME}\b.{{0,40}}? to \d"),
    (ChangeKind.DEPLOY, rf"{_SHIPPED}(?: of)?(?: service| application| app)?:? {_NAME}"),
)
_ANNOUNCED = tuple((kind, re.compile(_START + way, re.IGNORECASE)) for kind, way in _WAYS)
_VERSION = re.compile(
    r"(?:\b(?:rev(?:ision)?|version|tag|build|commit|image|to)[ :=]+|@|\bv(?=\d))(?P<version>[\w.+:/-]*\d[\w.+-]*)",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby (?P<by>[\w.@-]{1,60})")
_NOT_DONE = re.compile(
    r"\b(?:fail(?:ed|ure|s)?|abort(?:ed)?|cancel(?:l?ed)?|reject(?:ed)?|error|skipped|pending|would|dry[- ]run)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"an?|and|at|by|complete[d]?|done|failed|finished|for|from|has|in|is|it|keys?|lock|of|on|pipeline|process|progress"
    r"|requests?|started|status|success\w*|the|this|to|took|version|was|with",
    re.IGNORECASE,
)


def changes(table: LogTable) -> tuple[Change, ...]:
    """The changes that calm lines announce, each of them cited, in order of time; a template said daily is no news."""
    found = (change for pattern in table.patterns if pattern.total <= RARE for change in _announced(pattern))
    return tuple(sorted(set(found), key=lambda change: (change.at, change.service, change.id)))


def _announced(pattern: LogPattern) -> Iterator[Change]:
    text = pattern.text[:LONGEST]
    if pattern.level in SERIOUS or _NOT_DONE.search(text):
        return
    for kind, words in _ANNOUNCED:
        said = words.match(text)
        if said and not _NO_NAME.fullmatch(said["name"]):
            own = kind in OF_ITS_SPEAKER or said["name"].lower() in _ITSELF
            speaker = pattern.service if own else ""
            yield _change(pattern, kind, speaker or said["name"], text)
            return


def _change(pattern: LogPattern, kind: ChangeKind, service: str, text: str) -> Change:
    version, by = _VERSION.search(text), _BY.search(text)
    return Change(
        kind=kind,
        stage=Stage.DEPLOYED,
        service=service,
        at=_when(pattern),
        what=text,
        source=pattern.source,
        cites=(pattern.example,),
        version=version["version"] if version else "",
        by=by["by"] if by else "",
    )


def _when(pattern: LogPattern) -> datetime:
    """The time of the record that is cited: of the first of the densest stretches."""
    if not pattern.times:
        return NO_TIME
    densest = max(range(len(pattern.times)), key=lambda place: pattern.counts[place])
    return datetime.fromtimestamp(round(pattern.times[densest], 3), tz=UTC)
