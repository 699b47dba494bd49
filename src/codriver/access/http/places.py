"""An address as an error shows it: where, without what was asked."""


def place(url: str) -> str:
    """The address up to its question mark."""
    return url.partition("?")[0]
