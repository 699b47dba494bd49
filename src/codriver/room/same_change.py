"""The same change seen by two sources is one: what each of them knows of it, put together.

A deploy log, the cluster, a CI run and an annotation tell of one rollout within minutes, each in its own words. They
are one when they are of one stage and one service, near in time, and of one version; or when one of them has no version
and its words name the other's. When it is wrong: two rollouts of one version within ten minutes are taken for one.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from codriver.model import Change, Stage

NEAR = timedelta(minutes=10)
SHORT = 7  # hex digits of a commit that are taken for a commit
TELLING = 4  # characters of a version that a sentence may be searched for
_HEX = re.compile(r"[0-9a-f]{7,64}")


def once(changes: Iterable[Change]) -> list[Change]:
    """Each change once, the first to be told with what the others add: citations, versions, who, links, files."""
    found: dict[tuple[object, ...], Change] = {}
    for change in sorted(changes, key=lambda change: (change.at, change.source, change.id)):
        key = (change.stage, change.service, change.kind, change.version or change.what, _minute(change))
        found[key] = together(found[key], change) if key in found else change
    kept: list[Change] = []
    for change in found.values():
        twin = next((place for place, other in enumerate(kept) if same(other, change)), None)
        if twin is None:
            kept.append(change)
        else:
            kept[twin] = together(kept[twin], change)
    return kept


def same(one: Change, other: Change) -> bool:
    """Whether two sources tell of one change."""
    if one.source == other.source or one.stage != other.stage or one.kind != other.kind:
        return False
    if one.service != other.service and one.service and other.service:
        return False
    if one.stage == Stage.MERGED:  # a commit is known by its hash, wherever and whenever it is told
        return bool(_HEX.fullmatch(one.version)) and same_version(one.version, other.version)
    return abs(one.at - other.at) <= NEAR and _one_version(one, other)


def together(first: Change, other: Change) -> Change:
    """What both know; where they differ, the first to be told counts, and of two versions the longer."""
    longer = max((first.version, other.version), key=len) if first.version and other.version else ""
    return replace(
        first,
        service=first.service or other.service,
        cites=tuple(dict.fromkeys((*first.cites, *other.cites))),
        version=longer or first.version or other.version,
        previous=first.previous or other.previous,
        by=first.by or other.by,
        url=first.url or other.url,
        files=first.files or other.files,
        lines=first.lines or other.lines,
    )


def same_version(one: str, other: str) -> bool:
    """Whether two versions are one: equal, but for a `v` before them, or a commit and its abbreviation."""
    one, other = _bare(one), _bare(other)
    if not one or not other:
        return False
    return one == other or (min(len(one), len(other)) >= SHORT and (one.startswith(other) or other.startswith(one)))


def _one_version(one: Change, other: Change) -> bool:
    if one.version and other.version:
        return same_version(one.version, other.version)
    version, words = (one.version, other.what) if one.version else (other.version, one.what)
    short = version[:SHORT] if _HEX.fullmatch(version) else version
    return len(short) >= TELLING and re.search(rf"(?<![\w.]){re.escape(short)}", words) is not None


def _bare(version: str) -> str:
    return version[1:] if re.fullmatch(r"v\d\S*", version) else version


def _minute(change: Change) -> datetime:
    return change.at.replace(second=0, microsecond=0)
