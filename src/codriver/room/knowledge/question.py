"""What a person typed or pasted, as what is looked for: an alert, log lines, or a phrase."""

import json
import re

from codriver.knowledge.asked import Asked

_STAMPED = re.compile(
    r"\s*[\[<]?(?:\d{4}[-/]\d\d[-/]\d\d[T ]|[A-Z][a-z]{2} +\d+ \d\d:|\d\d:\d\d:\d\d|[EWIF]\d{4} \d\d:)"
)
_LEVEL = re.compile(
    r"\b(?:level|lvl|severity)=|^\s*\[?(?:ERROR|WARN(?:ING)?|FATAL|CRITICAL|PANIC)\b|(?:Error|Exception): |\bmsg=\""
)
_NAMED = re.compile(r"[A-Z][\w]*[a-z0-9][A-Z]\w*|[A-Za-z]\w*_\w+_\w+")
_TEXTS = ("summary", "description", "message")
_MOST = 20


def asked_by(text: str, services: tuple[str, ...] = ()) -> Asked:
    """What is looked for. When it is wrong: a phrase with a level in front is heard as a log line."""
    text = text.strip()
    told = _alerts(text, services) if text[:1] in "{[" else None
    if told:
        return told
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 or any(_STAMPED.match(line) or _LEVEL.search(line) for line in lines):
        return Asked(logs=tuple(lines[:_MOST]), services=services)
    name, _, rest = text.partition(" ")
    if _NAMED.fullmatch(name.strip(":,")):
        return Asked(alerts=(name.strip(":,"),), texts=(rest,), services=services)
    return Asked(phrase=text, services=services)


def kind_of(asked: Asked) -> str:
    """Alert, log line or phrase."""
    return "alert" if asked.alerts else "log line" if asked.logs else "phrase"


def _alerts(text: str, services: tuple[str, ...]) -> Asked | None:
    """Alertmanager's shapes: a webhook, a list of alerts, one alert."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    inner = told.get("alerts", told.get("data", told)) if isinstance(told, dict) else told
    rows = inner if isinstance(inner, list) else [inner]
    alerts = [row for row in rows[:_MOST] if isinstance(row, dict) and isinstance(row.get("labels"), dict)]
    if not alerts:
        return None
    labels = [dict(alert["labels"]) for alert in alerts]
    notes = [alert["annotations"] if isinstance(alert.get("annotations"), dict) else {} for alert in alerts]
    pairs = [(str(k), str(v)) for told in (*labels, *notes) for k, v in told.items() if k not in _TEXTS]
    return Asked(
        alerts=tuple(str(one.get("alertname", "")) for one in labels),
        texts=tuple("\n".join(str(one[key]) for key in _TEXTS if key in one) for one in notes),
        labels=tuple(dict.fromkeys(pairs)),
        services=services,
    )
