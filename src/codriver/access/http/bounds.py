"""How much of a stranger's answer is taken, how often is asked again, and how many pages are turned."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """For one source. An answer beyond `max_bytes` (unpacked) is refused whole: half an answer would look like one."""

    max_bytes: int = 32 * MIB
    max_pages: int = 10
    retries: int = 2
    redirects: int = 3
    connect_s: float = 2.0
