"""What leaves this machine toward a model or a host goes through here, and loses its secrets on the way."""

from collections.abc import Iterable, Iterator

from codriver.redact.egress import redact
from codriver.room.request import Room


def held(room: Room) -> tuple[str, ...]:
    """The secrets that codriver itself holds: the model's key, the tokens of running systems."""
    tokens = (text for source in room.live.sources for text in source.login.secrets())
    return tuple(text for text in (room.model.key.value, *tokens) if text)


def clean(room: Room, value: object) -> object:
    """The value, of JSON's own types, with every text in it without secrets; keys too, they may come from outside.

    What one text shows to be a secret (`password=...`) is taken out of all the others, where it may stand alone.
    """
    known = {*held(room)}
    for text in _texts(value):
        known.update(text[span.start : span.end] for span in redact(text, known).spans)
    return _cleaned(value, sorted(known))


def _cleaned(value: object, known: Iterable[str]) -> object:
    if isinstance(value, str):
        return redact(value, known).text
    if isinstance(value, dict):
        return {redact(str(key), known).text: _cleaned(item, known) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item, known) for item in value]
    return value


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for part in pair for text in _texts(part))
    elif isinstance(value, list | tuple):
        yield from (text for item in value for text in _texts(item))
