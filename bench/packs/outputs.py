"""What tools printed, kept word for word: `evidence` of the form `Tool:{arguments}` as files that triage reads.

An investigator would save what `kubectl get`, `kubectl describe`, `systemctl status` and the rest print; so it is done
here, one file for each tool and kind of object, and the product's connectors read them. Nothing is judged.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.packs.reading import Case
from codriver.access.files.blocks import sample
from codriver.connectors import Fact, File
from codriver.model import Scope
from codriver.room.gather import gather, sort
from codriver.room.plugged import connectors

_CALL = re.compile(r"^(?P<tool>[A-Z]\w+):(?P<arguments>\{.*\})$")
REPEATED = 20  # copies of a log line whose number of occurrences is told
LOGS = ".log"


def outputs_of(case: Case) -> Iterator[Fact]:
    """The facts and rows of everything that tools printed; nothing when the case keeps none."""
    told = dict(_files(case.row.get("evidence") or {}))
    if not told:
        return
    with tempfile.TemporaryDirectory() as scratch:
        files = []
        for name, text in sorted(told.items()):
            path = Path(scratch) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
            files.append(File(path, name, sample(path, name=name)))
        readers, _ = connectors()
        yield from list(gather(sort(files, readers), readers, Scope(), lambda _: None))


def _files(evidence: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for key, value in sorted(evidence.items()):
        call = _CALL.match(key)
        if call and isinstance(value, str) and value.strip():
            asked = json.loads(call["arguments"])
            for name, text in _file(call["tool"], asked, value):
                found.setdefault(name, []).append(text)
    yield from ((name, "\n\n".join(texts) + "\n") for name, texts in found.items())


def _file(tool: str, asked: Mapping[str, Any], text: str) -> Iterator[tuple[str, str]]:
    kind, namespace = asked.get("resource_type", ""), asked.get("namespace", "")
    if "GetResources" in tool and not asked.get("name") and not asked.get("label_selector"):
        yield f"kubectl/get-{kind}-{namespace}{'-labels' if asked.get('show_labels') else ''}.txt", text
    elif "Describe" in tool:
        yield f"kubectl/describe-{kind}.txt", text.strip("\n")
    elif "YAML" in tool:
        yield f"manifests/{asked.get('app_name', 'app')}.yaml", text
    elif "NodeService" in tool:
        yield "nodes/systemctl-status.txt", text
    elif "Connectivity" in tool:
        yield "calls/nc.txt", _called(asked, text)
    elif "ErrorLogs" in tool:
        lines = "\n".join(_lines(text))
        yield from [(f"logs/{asked.get('service_name', 'app')}{LOGS}", lines)] if lines else []


def _called(asked: Mapping[str, Any], text: str) -> str:
    host, port = asked.get("service_name", "host"), asked.get("port", 0)
    if "ucceeded" in text:
        return f"Connection to {host} {port} port [tcp/*] succeeded!"
    return f"nc: connect to {host} port {port} (tcp) failed: Connection refused"


def _lines(text: str) -> Iterator[str]:
    """The sample of each pattern of a log, as often as it was counted, up to a bound."""
    try:
        patterns = json.loads(text).get("patterns") or ()
    except ValueError:
        return
    for pattern in patterns:
        yield from [str(pattern.get("sample", ""))] * min(int(pattern.get("count") or 1), REPEATED)
