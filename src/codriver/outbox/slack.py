"""A Slack incoming webhook: the words as plain text, no mention of anybody, no link unfurled."""

from codriver.outbox.letter import Letter, Receiver
from codriver.outbox.post import post

SETTINGS: tuple[str, ...] = ()
SECRETS = ("url",)


def send(letter: Letter, receiver: Receiver) -> str:
    """Post the words; the receipt is Slack's own answer."""
    words = (
        letter.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    )  # `<!here>` would page everybody
    body = {"text": words, "unfurl_links": False, "unfurl_media": False, "mrkdwn": False}
    return post(receiver.secrets["url"].value, body, {}, name=receiver.name).strip()[:200]
