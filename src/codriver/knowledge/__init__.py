"""Markdown <-> values: runbooks and failure modes that the team keeps in its own repository, and search in them.

Nothing here opens a file or decides anything: text comes in with its name, values that cite it go out.
"""
