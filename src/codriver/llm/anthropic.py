"""Claude, by Anthropic's Messages API. Needs `pip install 'codriver[llm]'` and a key in the environment.

The rules of a prompt are marked for the provider's cache: they are the same each time. When it is wrong: a model name
that the key may not use is an error of the provider's, told as it is.
"""

from codriver.llm import Hear, Model
from codriver.llm._asking import asked, need_key
from codriver.model import Prompt, Reply


def connect(name: str, url: str, key: str) -> Model:
    """Claude `name`; `url` is another address of the same API, or empty.

    Raises:
        ProviderError: there is no key, or the extra is not installed.
    """
    from pydantic_ai.models.anthropic import AnthropicModel, AnthropicModelSettings  # an extra, and a second to import
    from pydantic_ai.providers.anthropic import AnthropicProvider

    need_key(key, "ANTHROPIC_API_KEY")
    model = AnthropicModel(name, provider=AnthropicProvider(api_key=key, base_url=url or None))
    settings = AnthropicModelSettings(anthropic_cache_instructions=True)

    def ask(prompt: Prompt, deadline_s: float, hear: Hear) -> Reply:
        return asked(model, settings, prompt, deadline_s, hear)

    return ask
