"""E-mail by SMTP: plain text, TLS unless the server is on this machine."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import make_msgid

from codriver.errors import SourceError
from codriver.outbox.letter import Letter, Receiver

SETTINGS = ("host", "port", "from", "to", "user")
SECRETS = ("password",)
TIMEOUT_S = 20.0
_HERE = ("localhost", "127.0.0.1", "::1")


def send(letter: Letter, receiver: Receiver) -> str:
    """Hand the mail over; the receipt is its Message-ID.

    Raises:
        SourceError: the server does not answer, or refuses.
    """
    wanted = receiver.settings
    message = EmailMessage()
    message["Subject"] = " ".join(letter.title.split())
    message["From"], message["To"] = wanted.get("from", ""), wanted.get("to", "")
    message["Message-ID"] = make_msgid(idstring=letter.incident, domain="codriver.invalid")
    message.set_content(letter.text)
    host, port = wanted.get("host", "localhost"), int(wanted.get("port") or 587)
    try:
        with smtplib.SMTP(host, port, timeout=TIMEOUT_S) as server:
            if host not in _HERE:
                server.starttls(context=ssl.create_default_context())
            if wanted.get("user"):
                server.login(wanted["user"], receiver.secrets["password"].value)
            server.send_message(message)
    except (smtplib.SMTPException, OSError) as error:
        hint = "check host, port, user and password in [outbox]"
        raise SourceError(f"{receiver.name}: the mail was not taken ({type(error).__name__})", hint=hint) from error
    return str(message["Message-ID"])
