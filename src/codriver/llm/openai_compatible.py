"""Any server that speaks OpenAI's chat completions: OpenAI, Ollama, vLLM, llama.cpp, LM Studio and gateways.

Needs `pip install 'codriver[llm]'`. `url` is its address with `/v1`, such as http://127.0.0.1:11434/v1; a server of
your own needs no key. When it is wrong: a server that streams no usage counts no tokens, and shows no cost.
"""

from codriver.llm import Hear, Model
from codriver.llm._asking import asked, need_key
from codriver.model import Prompt, Reply

UNLOCKED = "none"  # the client wants a key, servers of one's own do not


def connect(name: str, url: str, key: str) -> Model:
    """The model `name` of the server at `url` (empty: OpenAI's own).

    Raises:
        ProviderError: OpenAI without a key, or the extra is not installed.
    """
    from pydantic_ai.models.openai import OpenAIChatModel, OpenAIChatModelSettings  # an extra, and a second to import
    from pydantic_ai.providers.openai import OpenAIProvider

    if not url:
        need_key(key, "OPENAI_API_KEY")
    model = OpenAIChatModel(name, provider=OpenAIProvider(base_url=url or None, api_key=key or UNLOCKED))
    settings = OpenAIChatModelSettings()

    def ask(prompt: Prompt, deadline_s: float, hear: Hear) -> Reply:
        return asked(model, settings, prompt, deadline_s, hear)

    return ask
