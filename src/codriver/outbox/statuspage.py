"""A status page that speaks Statuspage's API: the first letter opens an incident there, later ones update it."""

import json

from codriver.errors import SourceError
from codriver.outbox.letter import Letter, Receiver
from codriver.outbox.post import post

SETTINGS = ("url", "page")
SECRETS = ("token",)
_USUAL = "https://api.statuspage.io"


def send(letter: Letter, receiver: Receiver) -> str:
    """Open or update the incident; the receipt is its id there.

    Raises:
        SourceError: the answer names no incident.
    """
    base = f"{receiver.settings.get('url') or _USUAL}/v1/pages/{receiver.settings.get('page', '')}/incidents"
    told: dict[str, object] = {"status": letter.status, "body": letter.text}
    body = {"incident": told if letter.earlier else {"name": letter.title, **told}}
    address, method = (f"{base}/{letter.earlier}", "PATCH") if letter.earlier else (base, "POST")
    headers = {"Authorization": f"OAuth {receiver.secrets['token'].value}"}
    answer = post(address, body, headers, name=receiver.name, method=method)
    try:
        return str(json.loads(answer)["id"])
    except (ValueError, KeyError, TypeError) as error:
        hint = "look at the page: it may be there all the same"
        raise SourceError(f"{receiver.name}: the answer names no incident", hint=hint) from error
