"""Alerts as Alertmanager sends them: the webhook of version 4, or the array that its API v2 returns.

What it looks for: `alerts` (or a bare array) whose items have `labels` and `startsAt`. Each alert, firing or resolved,
becomes one observation that begins at `startsAt`. When it is wrong: the alert's labels name the exporter and not the
service; then the service is what the labels say, and an alias in codriver.toml puts it right.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from codriver.access.files import read_json, read_text
from codriver.connectors import Fact, File
from codriver.errors import SourceError
from codriver.model import Citation, Gap, Matters, Observation, Ref, Scope, Signal
from codriver.telemetry.naming import service_of

NAME = "alertmanager"
VERSION = "4"
_KEYS = (b'"labels"', b'"startsAt"')
_WEBHOOK = (b'"alerts"', b'"receiver"', b'"groupKey"', b'"groupLabels"', b'"commonLabels"')
_ENOUGH = 3  # of the webhook's own words: an empty list of alerts has no more to show
_TEXTS = ("summary", "message", "description")
_SEVERITIES = ("severity", "level", "priority", "page")
_SEND_AGAIN = "save the body of Alertmanager's webhook (version 4), or of /api/v2/alerts"


def recognise(file: File) -> float:
    """Sure by the words of an alert, or of the webhook around it; an array must begin with `[{`."""
    said = [key in file.sample for key in _KEYS]
    starts = file.sample.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if starts == b"{" and b'"alerts"' in file.sample:
        return 0.95 if all(said) or sum(key in file.sample for key in _WEBHOOK) >= _ENOUGH else 0.0
    return 0.9 if starts == b"[" and all(said) and b'"annotations"' in file.sample else 0.0


def read(file: File, scope: Scope) -> Iterator[Fact]:
    """One observation an alert, whatever the scope: they are few, and all may matter.

    Raises:
        SourceError: no JSON, another version, or no list of alerts.
    """
    del scope
    text = read_text(file.path, name=file.name)
    found = read_json(file.path, name=file.name)
    alerts, pointer = _alerts(found, file.name)
    if isinstance(found, dict) and str(found.get("truncatedAlerts", 0)) not in ("0", "None"):
        yield _gap(file.name, f"{found['truncatedAlerts']} alerts were cut off", "raise max_alerts of the receiver")
    if not alerts:
        yield _gap(file.name, "it holds no alert", _SEND_AGAIN)
    for index, alert in enumerate(alerts):
        yield _observation(alert, f"{file.name}#{pointer}/{index}", text) or _unread(file.name, f"{pointer}/{index}")


def _alerts(found: Any, name: str) -> tuple[list[Any], str]:
    if isinstance(found, list):
        return found, ""
    if not isinstance(found, dict):
        raise SourceError(f"{name}: no alert", hint=_SEND_AGAIN)
    version = str(found.get("version", VERSION))
    if version != VERSION:
        raise SourceError(f"{name}: alerts of version {version}, not {VERSION}", hint=_SEND_AGAIN)
    if not isinstance(found.get("alerts"), list):
        raise SourceError(f"{name}: `alerts` is missing or no list", hint=_SEND_AGAIN)
    return found["alerts"], "/alerts"


def _observation(alert: Any, place: str, text: str) -> Observation | None:
    """The alert as an observation; None when it has no labels or no readable start."""
    labels, annotations = (_texts(alert, key) for key in ("labels", "annotations"))
    started = _time(alert.get("startsAt")) if isinstance(alert, dict) else None
    if not labels or started is None:
        return None
    status = _status(alert)
    name = labels.get("alertname", "alert")
    words = [annotations[key] for key in _TEXTS if annotations.get(key)]
    service = service_of(labels)
    shown = words[0] if words else name
    return Observation(
        signal=Signal.ALERT,
        source=NAME,
        service=service,
        at=started,
        name=name,
        says=f"{name} {status}{f' for {service}' if service else ''}: {shown}",
        cites=(_cite(place, annotations, labels, text),),
        kind="alert",
        level=next((labels[key] for key in _SEVERITIES if labels.get(key)), ""),
        count=1,
        until=_time(alert.get("endsAt")) if status == "resolved" else None,
        text=" ".join(words),
        labels=tuple(sorted({**labels, "status": status}.items())),
    )


def _texts(alert: Any, key: str) -> dict[str, str]:
    found = alert.get(key) if isinstance(alert, dict) else None
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _status(alert: dict[str, Any]) -> str:
    """The webhook says firing or resolved; the API says active, suppressed or unprocessed: all of these fire."""
    status = alert.get("status")
    return "resolved" if status == "resolved" else "firing"


def _time(value: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(UTC) if aware.year > 1 else None  # year 1 is Go's way to say "not set"


def _cite(place: str, annotations: dict[str, str], labels: dict[str, str], text: str) -> Citation:
    for group, values, keys in (("annotations", annotations, _TEXTS), ("labels", labels, ("alertname", *labels))):
        for key in keys:
            quote = _spelt(values.get(key, ""), text)
            if quote:
                return Citation(Ref(NAME, f"{place}/{group}/{_escaped(key)}"), quote)
    return Citation(Ref(NAME, place), "startsAt")


def _spelt(value: str, text: str) -> str:
    """The value as the file spells it, escapes and all, or the longest piece of it that stands there as it is."""
    for spelling in (value, json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]):
        if spelling and spelling in text:
            return spelling
    pieces = (piece for piece in re.split(r"[^ !#-.0-;=?-\[\]-~]", value) if piece in text)
    return max(pieces, key=len, default="")


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _unread(name: str, pointer: str) -> Gap:
    return _gap(name, f"the alert at {pointer} has no labels or no readable startsAt", _SEND_AGAIN)


def _gap(name: str, why: str, hint: str) -> Gap:
    return Gap(what=f"alerts in {name}", why=why, hint=hint, source=NAME, matters=Matters.MUCH)
