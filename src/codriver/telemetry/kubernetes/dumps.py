"""What `kubectl get -o json` or `-o yaml`, the API or a manifest holds: one thing for each object, lists unfolded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.thing import Json, Lined, Path, Place, Pointed, Thing, found, rows, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST = 20_000  # objects of one document


def things_of_json(value: Json, *, source: str, name: str, written: str) -> Iterator[Thing]:
    """The objects of a JSON document, each cited by its pointer: `pods.json#/items/0/status/phase`.

    `written` is the document's text, so that quotes are spelt as it spells them; `name` may be a file or a query.
    """
    for pointer, body in _objects(value, ()):
        locator = f"{name}#" + "".join(f"/{part}" for part in pointer)
        yield _thing(body, source, Pointed(source, locator, written, body))


def things_of_yaml(
    value: Json, lines_of: Mapping[Path, int], *, source: str, name: str, lines: Sequence[str], first: int = 0
) -> Iterator[Thing]:
    """The objects of a YAML document, each cited by its line; `first` is how many lines stand before the document."""
    for pointer, body in _objects(value, ()):
        below = {
            path[len(pointer) :]: line + first for path, line in lines_of.items() if path[: len(pointer)] == pointer
        }
        yield _thing(body, source, Lined(source, name, lines, below))


def is_object(value: Json) -> bool:
    """Whether it looks like an object of the API, or a list of such."""
    return bool(text(value, "kind") and text(value, "apiVersion"))


def _objects(value: Json, pointer: Path) -> Iterator[tuple[Path, dict[str, Json]]]:
    if isinstance(value, list):
        for place, item in enumerate(value[:MOST]):
            yield from _objects(item, (*pointer, place))
        return
    if not isinstance(value, dict) or not text(value, "kind"):
        return
    kind = text(value, "kind")
    if isinstance(found(value, "items"), list):
        for place, item in enumerate(rows(value, "items")[:MOST]):
            whole = {"kind": kind.removesuffix("List"), **item} if isinstance(item, dict) else None
            if whole and text(whole, "metadata", "name"):
                yield (*pointer, "items", place), whole
    elif text(value, "metadata", "name"):
        yield pointer, value


def _thing(body: dict[str, Json], source: str, place: Place) -> Thing:
    return Thing(
        source=source,
        kind=text(body, "kind"),
        namespace=text(body, "metadata", "namespace"),
        name=text(body, "metadata", "name"),
        body=body,
        place=place,
        applied=not text(body, "metadata", "uid")
        and "status" not in body
        and not text(body, "metadata", "creationTimestamp"),
    )
