"""What stands beside the message of a structured record and tells why it failed, put after the message.

When it is wrong: an error that only quotes what somebody else said.
"""

from codriver.telemetry.columns import pl


def with_reasons(said: pl.Expr) -> pl.Expr:
    """`said`, then a status of 400 or more, the error and the other side, each where the text does not say it yet.

    Reads the columns `status`, `error` and `peer`. The other side is named only where something failed.
    """
    error, status, peer = pl.col("error"), pl.col("status"), pl.col("peer")
    failing = status.str.contains(r"^[45]\d\d$") & ~said.str.contains(status, literal=True)
    code = pl.when(failing).then(pl.lit(" (status ") + status + ")")
    why = pl.when(error.is_not_null() & ~said.str.contains(error, literal=True)).then(pl.lit(": ") + error)
    named = peer.str.contains(r"[A-Za-z]") & ~said.str.contains(peer, literal=True)
    whom = pl.when(named & (failing | error.is_not_null())).then(pl.lit(" (upstream ") + peer + ")")
    return said + code.fill_null("") + why.fill_null("") + whom.fill_null("")
