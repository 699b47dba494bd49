"""Which traces are kept, as a tail-sampling collector would decide: a share of all, and failed ones up to a rate."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

FAILED = 2
MOST_FAILED_PER_S = 2

Request = dict[str, Any]


def export(spans: Path, out: Path, share: float) -> None:
    """One ExportTraceServiceRequest per line; each line holds one trace."""
    out.parent.mkdir(parents=True)
    traces = by_trace(spans)
    kept = kept_ids(traces, share)
    with out.open("w", encoding="utf-8") as lines:
        for trace_id in sorted(kept, key=lambda one: started(traces[one])):
            lines.write(json.dumps(merged(traces[trace_id]), separators=(",", ":")) + "\n")


def by_trace(folder: Path) -> dict[str, list[Request]]:
    traces: dict[str, list[Request]] = defaultdict(list)
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text().splitlines():
            request = json.loads(line)
            traces[span_of(request)["traceId"]].append(request)
    return traces


def span_of(request: Request) -> dict[str, Any]:
    span: dict[str, Any] = request["resourceSpans"][0]["scopeSpans"][0]["spans"][0]
    return span


def started(trace: list[Request]) -> int:
    return min(int(span_of(request)["startTimeUnixNano"]) for request in trace)


def kept_ids(traces: dict[str, list[Request]], share: float) -> set[str]:
    kept = {trace_id for trace_id in traces if int(trace_id[:4], 16) < share * 65536}
    per_second: Counter[int] = Counter()
    for trace_id in sorted(traces):
        if trace_id not in kept and has_failed(traces[trace_id]):
            second = started(traces[trace_id]) // 10**9
            per_second[second] += 1
            if per_second[second] <= MOST_FAILED_PER_S:
                kept.add(trace_id)
    return kept


def has_failed(trace: list[Request]) -> bool:
    return any(span_of(request)["status"].get("code") == FAILED for request in trace)


def merged(trace: list[Request]) -> Request:
    """The requests of one trace as one, each service's resource once."""
    by_resource: dict[str, list[Request]] = defaultdict(list)
    for request in trace:
        resource = request["resourceSpans"][0]
        by_resource[json.dumps(resource["resource"])].append(resource)
    return {"resourceSpans": [together(group) for group in by_resource.values()]}


def together(group: list[Request]) -> Request:
    spans = [span for one in group for span in one["scopeSpans"][0]["spans"]]
    scope = group[0]["scopeSpans"][0]["scope"]
    return {"resource": group[0]["resource"], "scopeSpans": [{"scope": scope, "spans": spans}]}
