"""What a call by hand showed: `nc -zv` or `curl` to a service, as their own words say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.thing import Json, Lined, Thing, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HOST = r"(?P<host>[a-z][\w.-]*)"
_FORMS = (
    rf"{_HOST} \([\d.]+:(?P<port>\d+)\) (?P<how>open)",  # busybox
    rf"nc: {_HOST} \([\d.]+:(?P<port>\d+)\): (?P<how>.+)",
    rf"nc: connect to {_HOST}(?: \([\d.]+\))? port (?P<port>\d+)[^:]*: (?P<how>.+)",
    rf"Connection to {_HOST}(?: \([\d.]+\))? (?P<port>\d+) port \[[^\]]*\] (?P<how>succeeded)!?",
    rf"curl: \(\d+\) Failed to connect to {_HOST} port (?P<port>\d+)[^:]*: (?P<how>.+)",
)
_NAMES = re.compile(r"P<(host|port|how)>")
CALL = re.compile("|".join("^" + _NAMES.sub(rf"P<\g<1>{n}>", form) + "$" for n, form in enumerate(_FORMS)))
WORKS = frozenset({"open", "succeeded"})


def called(lines: Sequence[str], first: int, *, source: str, name: str, every: Sequence[str]) -> Iterator[Thing]:
    """The outcome of the call in the first of these lines."""
    seen = CALL.match(lines[0])
    if seen:
        said = {key[:-1]: value for key, value in seen.groupdict().items() if value}
        host = said["host"].partition(".")[0]
        body: dict[str, Json] = {
            "kind": "Call",
            "spec": {"host": host, "port": whole(said["port"])},
            "status": {"works": said["how"] in WORKS, "how": said["how"]},
        }
        yield Thing(source, "Call", "", f"{host}:{said['port']}", body, Lined(source, name, every, {(): first}))
