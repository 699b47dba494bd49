"""What a failed handshake says of whose certificate it was: an alert came from the other side, a check is our own."""

import re

_ALERT = re.compile(
    r"alert[ _-](?:certificate|cert|bad[ _-]certificate|unknown[ _-]ca|handshake)|remote error: tls|bad_certificate"
    r"|received fatal alert|tlsv1[._a-z0-9]* alert|sslv3[ _]alert",
    re.IGNORECASE,
)
_TIME = re.compile(r"expired|not[ _-]yet[ _-]valid|notafter|not after|no longer valid", re.IGNORECASE)


def own_certificate(text: str) -> bool:
    """Whether the other side refused the certificate that the speaker showed it."""
    return bool(_ALERT.search(text))


def out_of_date(text: str) -> bool:
    """Whether the certificate's time is what is wrong with it."""
    return bool(_TIME.search(text))
