"""No language model: the default. Everything but `codriver ask` and suggested causes works as well.

When it is wrong: never; set `[model] provider` in codriver.toml to have one.
"""

from codriver.errors import ProviderError
from codriver.llm import Hear, Model
from codriver.model import Prompt, Reply


def connect(name: str, url: str, key: str) -> Model:
    """A model that says there is none."""
    del name, url, key

    def ask(prompt: Prompt, deadline_s: float, hear: Hear) -> Reply:
        del prompt, deadline_s, hear
        hint = 'set it in codriver.toml: [model] provider = "anthropic" or "openai_compatible"'
        raise ProviderError("no language model is configured", hint=hint)

    return ask
