"""Recorded calls as OTLP JSON."""

import json
from collections.abc import Iterable, Mapping

from tests.traffic import Call


def spans(calls: Iterable[Call]) -> str:
    """One export request a line and trace, as a collector writes them to a file."""
    traces: dict[str, dict[str, list[dict[str, object]]]] = {}
    for call in calls:
        traces.setdefault(call.trace, {}).setdefault(call.service, []).append(_span(call))
    return "".join(f"{json.dumps(_request(by_service))}\n" for by_service in traces.values())


def _request(by_service: Mapping[str, list[dict[str, object]]]) -> dict[str, object]:
    return {
        "resourceSpans": [
            {"resource": {"attributes": [_pair("service.name", service)]}, "scopeSpans": [{"spans": spans}]}
            for service, spans in by_service.items()
        ]
    }


def _span(call: Call) -> dict[str, object]:
    start = round(call.at.timestamp() * 1e6) * 1000
    return {
        "traceId": call.trace,
        "spanId": call.id,
        "parentSpanId": call.parent,
        "name": f"POST {call.peer or '/' + call.service}",
        "kind": 3 if call.peer else 2,
        "startTimeUnixNano": str(start),
        "endTimeUnixNano": str(start + round(call.ms * 1e6)),
        "attributes": [_pair("peer.service", call.peer)] if call.peer else [],
        "status": {"code": 2, "message": call.error} if call.error else {},
    }


def _pair(key: str, value: str) -> dict[str, object]:
    return {"key": key, "value": {"stringValue": value}}
