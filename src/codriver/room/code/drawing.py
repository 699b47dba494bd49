"""A way through the code as a drawing: Graphviz's words (DOT), or an SVG of our own; the same way, the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codriver.room.code.look import Seen, Site

WIDEST = 96  # characters of one line in a box
LETTER, ROW, BOX, GAP, EDGE = 7.3, 16, 44, 46, 16  # pixels
DASHED = frozenset({"possible", "registered", "text"})  # not sure enough for a full line


def dot(seen: Seen) -> list[str]:
    """The way as lines of DOT: a box a definition, an arrow a call, with its place and how sure it is."""
    lines = ["digraph way {", "  rankdir=TB;", '  node [shape=box, fontname="monospace"];']
    lines += [f"  n{at} [label={_quoted(name)}];" for at, name in enumerate(_names(seen))]
    for at, site in enumerate(_way(seen)):
        style = ", style=dashed" if site.tier in DASHED else ""
        lines.append(f"  n{at} -> n{at + 1} [label={_quoted(f'{site.file}:{site.line} ({site.tier})')}{style}];")
    return [*lines, "}"]


def svg(seen: Seen) -> list[str]:
    """The way as lines of SVG, from the top down."""
    names, way = _names(seen), _way(seen)
    told = [
        *(_cut(name) for name in names),
        *(_label(site) for site in way),
        *(_cut(site.code) for site in way),
        _none(seen),
    ]
    wide = int(max(map(len, told)) * LETTER) + 4 * EDGE
    tall = 2 * EDGE + max(1, len(names)) * (BOX + GAP)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall}" viewBox="0 0 {wide} {tall}"'
    lines = [f'{head} font-family="monospace" font-size="12">', f'<rect width="{wide}" height="{tall}" fill="white"/>']
    lines += [_text(EDGE, EDGE + ROW, _none(seen))] if not way else []
    for at, name in enumerate(names if way else ()):
        lines += _box(name, EDGE + at * (BOX + GAP), wide)
    for at, site in enumerate(way):
        lines += _arrow(site, EDGE + at * (BOX + GAP) + BOX)
    return [*lines, "</svg>"]


def _way(seen: Seen) -> Sequence[Site]:
    return seen.answer.sites


def _names(seen: Seen) -> list[str]:
    """The definitions on the way, first to last."""
    return [*(site.function or site.file for site in _way(seen)), seen.answer.target.qual]


def _none(seen: Seen) -> str:
    return "" if _way(seen) else f"no way to {_cut(seen.answer.target.qual)} was found"


def _box(name: str, top: int, wide: int) -> Iterator[str]:
    yield f'<rect x="{EDGE}" y="{top}" width="{wide - 2 * EDGE}" height="{BOX}" fill="#f5f7fa" stroke="#445" rx="4"/>'
    yield _text(2 * EDGE, top + BOX // 2 + 4, _cut(name))


def _arrow(site: Site, top: int) -> Iterator[str]:
    x, end = 2 * EDGE, top + GAP
    dashes = ' stroke-dasharray="5 4"' if site.tier in DASHED else ""
    yield f'<line x1="{x}" y1="{top}" x2="{x}" y2="{end - 6}" stroke="#445"{dashes}/>'
    yield f'<path d="M{x - 4} {end - 8} L{x} {end} L{x + 4} {end - 8} Z" fill="#445"/>'
    yield _text(x + EDGE, top + ROW + 2, _label(site), fill="#667")
    yield _text(x + EDGE, top + 2 * ROW + 2, _cut(site.code))


def _label(site: Site) -> str:
    return _cut(f"{site.file}:{site.line} {site.tier}")


def _text(x: int, y: int, words: str, *, fill: str = "#112") -> str:
    return f'<text x="{x}" y="{y}" fill="{fill}" xml:space="preserve">{escape(words)}</text>'


def _cut(words: str) -> str:
    plain = "".join(one if one.isprintable() else "\ufffd" for one in words)
    return plain if len(plain) <= WIDEST else f"{plain[: WIDEST - 1]}…"


def _quoted(words: str) -> str:
    plain = _cut(words).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
