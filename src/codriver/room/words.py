"""Text made safe to show, for doors, which may not reach below the room."""

from codriver.access.terminal import columns, safe

__all__ = ["columns", "safe"]
