"""The sentence model of the extra `semantic`, where it is installed; without it search goes by words alone."""

from pathlib import Path

from codriver.knowledge.semantic import INSTALL, Meaning, SentenceModel, installed
from codriver.room.request import Room

FOLDER = "semantic"  # in the state folder: model.onnx and tokenizer.json of another model


def meaning_of(room: Room) -> Meaning | None:
    """The model, loaded; None when none is installed.

    Raises:
        KnowledgeError: its vocabulary cannot be read.
    """
    found = installed(room.state / FOLDER)
    return SentenceModel(*found) if found else None


def told_of(room: Room) -> str:
    """What `doctor` says of it."""
    found = installed(room.state / FOLDER)
    return f"by words and by meaning ({_shown(found[0])})" if found else f"by words; by meaning too with {INSTALL}"


def _shown(model: Path) -> str:
    return f"{model.parent.name}/{model.name}"
