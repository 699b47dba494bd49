"""Replies from a file instead of a model: for tests, and to go through an answer again without paying for it.

`url` is a JSON-lines file; each line is `{"text": ...}` and answers one prompt, in order. When it is wrong: the prompts
differ from those that were recorded; it does not look at them.
"""

import json
from itertools import count
from pathlib import Path

from codriver.errors import ProviderError
from codriver.llm import Hear, Model
from codriver.model import Prompt, Reply


def connect(name: str, url: str, key: str) -> Model:
    """A model that says what the file says, one line a prompt."""
    del name, key
    turns = count()

    def ask(prompt: Prompt, deadline_s: float, hear: Hear) -> Reply:
        del prompt, deadline_s
        text = _line(Path(url.removeprefix("file://")), next(turns))
        hear(text)
        return Reply(text=text)

    return ask


def _line(file: Path, turn: int) -> str:
    try:
        lines = file.read_text("utf-8").splitlines()
        return str(json.loads(lines[turn])["text"])
    except OSError as error:
        raise ProviderError(f"{file}: {error.strerror}", hint="[model] url names the file with the replies") from error
    except IndexError as error:
        raise ProviderError(f"{file}: no reply is left", hint="it has one line for each prompt") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ProviderError(f"{file}:{turn + 1}: no reply", hint='a line is {"text": "..."}') from error
