"""Secrets out, before any text leaves the machine. Pure: `egress.redact` is the one function that all senders call.

It is no vault and no scanner of repositories: it sees one text at a time, and would rather take a word too many out of
a value whose name says "password" than one too few. What it does not know: a secret without a name, a prefix or a
place that tells. Personal data is not its business yet.
"""
