"""The incident's append-only record, in SQLite, in the user's state folder: what was seen, quoted, decided.

It keeps and never judges; it reads no clock (the caller says when) and never writes into an incident's own folder.
"""
