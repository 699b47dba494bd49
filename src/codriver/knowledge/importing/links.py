"""Links inside an export, made to lead to the files that were written; those that lead nowhere are counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINK = re.compile(r"(!?\[[^\]\n]{0,500}\]\()<?([^)\s>]{1,500})>?((?:\s+\"[^\"\n]*\")?\))")
_OUTSIDE = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|//|#|/$")


def relinked(text: str, names: Mapping[str, str]) -> tuple[str, int]:
    """The text with each link to an entry of the export (by path or by name) led to its new name; how many led nowhere.

    Links to the web, within the page and to mail stay.
    """
    dead = 0

    def new(link: re.Match[str]) -> str:
        nonlocal dead
        target, hash_, fragment = link[2].partition("#")
        if not target or _OUTSIDE.match(link[2]):
            return link[0]
        path = unquote(target.partition("?")[0]).removeprefix("./")
        name = names.get(path) or names.get(path.rpartition("/")[2])
        if name is None:
            dead += 1
            return link[0]
        return f"{link[1]}{name}{hash_}{fragment}{link[3]}"

    return _LINK.sub(new, text), dead
