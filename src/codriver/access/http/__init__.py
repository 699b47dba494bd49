"""Running systems asked over HTTP, bounded: one origin, one deadline, so many bytes, and no secret in any word.

Nothing here writes to anybody: there is GET, and POST for searches that only read. Import what you need from its file:
`client` brings httpx, which costs 100 ms that reading files need not pay.
"""
