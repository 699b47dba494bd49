"""Do secrets stay on the machine? `python -m bench.secrets DATA [--json]`.

DATA holds `*.jsonl` with `text`, `spans` (start, end, type, group, tier) and `keep`, texts that must survive. Counted
are spans of which no character is left (a leak of one is a leak), by group and tier; texts without any span that were
altered; and `keep` texts that are gone. Baseline of the same run: key names and nothing else.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.figures import interval
from codriver.redact.egress import redact
from codriver.redact.spans import Redacted, Span, without

NAIVE = re.compile(r"(?i)(?:password|secret|token|api_key)[\"']?\s*[:=]\s*[\"']?([^\s\"',;]+)")


def naive(text: str) -> Redacted:
    """What a first regular expression would do."""
    return without(text, (Span(*match.span(1), "secret") for match in NAIVE.finditer(text)))


def rows(data: Path) -> list[dict[str, Any]]:
    """Every labelled text below the folder."""
    files = [data] if data.is_file() else sorted(data.glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").split("\n") if line.strip()]


def measure(cases: Iterable[Mapping[str, Any]], how: Any) -> dict[str, Any]:
    """Figures of one way to redact."""
    caught, total, missed = Counter[str](), Counter[str](), Counter[str]()
    clean, altered, kept, lost = 0, [], 0, []
    for case in cases:
        found = how(case["text"])
        for span in case["spans"]:
            name = f"{span['group']} {span['tier']}"
            whole = any(one.start <= span["start"] and span["end"] <= one.end for one in found.spans)
            total[name] += 1
            caught[name] += whole
            missed[span["type"]] += not whole
        if not case["spans"]:
            clean += 1
            altered += [case["id"]] if found.text != case["text"] else []
        for word in case["keep"]:
            kept += 1
            lost += [case["id"]] if word not in found.text else []
    return {
        "caught": {name: [caught[name], total[name], *interval(caught[name], total[name])] for name in sorted(total)},
        "missed": {name: count for name, count in sorted(missed.items()) if count},
        "clean_texts_altered": [len(altered), clean, *interval(len(altered), clean)],
        "altered": altered,
        "keep_lost": [len(lost), kept],
        "lost": lost,
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    cases = rows(chosen.data)
    if not cases:
        print(f"error: no labelled texts below {chosen.data}\nhint: *.jsonl with text, spans and keep", file=sys.stderr)
        return 2
    began = time.process_time()
    ours = measure(cases, redact)
    cpu = time.process_time() - began
    figures: dict[str, Any] = {
        "texts": len(cases),
        "redact": ours,
        "key names alone": measure(cases, naive),
        "cpu_s": round(cpu, 3),
    }
    if chosen.json:
        print(json.dumps(figures, indent=2))
        return 0
    for name in ("redact", "key names alone"):
        found = figures[name]
        print(f"{name}: {len(cases)} texts")
        for group, (good, every, low, high) in found["caught"].items():
            print(f"  {group:10} {good}/{every} [{low:.2f}, {high:.2f}]")
        print(f"  clean texts altered: {found['clean_texts_altered'][0]}/{found['clean_texts_altered'][1]}")
        print(f"  texts to keep that are gone: {found['keep_lost'][0]}/{found['keep_lost'][1]}")
        print(f"  missed: {found['missed']}")
    print(f"CPU: {cpu:.3f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
