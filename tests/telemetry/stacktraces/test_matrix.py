"""Traces that programs printed (a few were written by hand), through every transport: what is read stays the same.

`recorded/LANGUAGE.txt` holds them: `=== name {what is expected}` and below it the trace as it was printed.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from codriver.telemetry.stacktraces import StackTrace, best, readers

RECORDED = Path(__file__).parent / "recorded"
STAMP = "2026-11-25T10:00:00.123456789Z"
WIDTH = 60  # where a runtime splits a line
Transport = Callable[[Sequence[str]], str]
Case = tuple[str, dict[str, str | int], list[str]]


def recorded() -> list[Case]:
    blocks = [
        block
        for file in sorted(RECORDED.glob("*.txt"))
        for block in file.read_text("utf-8").removeprefix("=== ").split("\n=== ")
    ]
    heads = [(block.split("\n", 1)[0].split(" ", 1), block.rstrip("\n").split("\n")[1:]) for block in blocks]
    return [(name, json.loads(expected), lines) for (name, expected), lines in heads]


def parts(line: str) -> list[str]:
    return [line[at : at + WIDTH] for at in range(0, len(line), WIDTH)] or [""]


def split_docker(lines: Sequence[str]) -> str:
    logs = [log for line in lines for log in [*parts(line)[:-1], f"{parts(line)[-1]}\n"]]
    return "\n".join(json.dumps({"log": log, "stream": "stderr", "time": STAMP}) for log in logs)


def split_cri(lines: Sequence[str]) -> str:
    said = [(flag, part) for line in lines for flag, part in zip(flags(line), parts(line), strict=True)]
    return "\n".join(f"{STAMP} stderr {flag} {part}" for flag, part in said)


def flags(line: str) -> str:
    return "P" * (len(parts(line)) - 1) + "F"


def each(prefix: str, other: str = "") -> Transport:
    return lambda lines: "\n".join(f"{prefix}{line}{other}" for line in lines)


def escaped(text: str) -> str:
    return json.dumps(text)[1:-1]


def record(lines: Sequence[str]) -> str:
    return json.dumps({"level": "error", "message": "payment refused", "exception": "\n".join(lines)})


def octal(lines: Sequence[str]) -> str:
    return "Nov 25 10:00:00 host-1 till[812]: " + "#012".join(line.replace("\t", "#011") for line in lines)


def among(lines: Sequence[str]) -> str:
    before, after = "2026-11-25 10:00:00,1 INFO till begins", "2026-11-25 10:00:02,1 INFO till answered 200"
    return "\n".join((before, before, *lines, after))


TRANSPORTS: dict[str, Transport] = {
    "as printed": "\n".join,
    "CRLF": "\r\n".join,
    "pasted, indented": each("    "),
    "coloured": each("\x1b[31m", "\x1b[0m"),
    "docker": split_docker,
    "CRI": each(f"{STAMP} stderr F "),
    "CRI, partial lines": split_cri,
    "CRI, another stream between": each(f"{STAMP} stderr F ", f"\n{STAMP} stdout F GET /pay 200"),
    "compose": each("till-1  | "),
    "compose, another container between": each("till-1  | ", "\nweb-1   | GET /pay 200"),
    "compose, stamps": each(f"till-1  | {STAMP} "),
    "kubectl": each("[pod/till-7f9c/till] "),
    "syslog, one record": octal,
    "syslog": each("Nov 25 10:00:00 host-1 till[812]: "),
    "syslog, new": each("<11>1 2026-11-25T10:00:00.1Z host-1 till 812 - - "),
    "stamps": each(f"{STAMP} "),
    "stamps, level, thread": each("2026-11-25 10:00:00,123 ERROR [till-1] "),
    "below a record": lambda lines: "2026-11-25 10:00:00,1 ERROR shop.till: refused\n" + "\n".join(lines),
    "among records": among,
    "JSON": record,
    "JSON in docker's JSON": lambda lines: json.dumps({"log": f"{record(lines)}\n", "stream": "stderr", "time": STAMP}),
    "JSON in CRI": lambda lines: f"{STAMP} stderr F {record(lines)}",
    "journal": lambda lines: json.dumps({"MESSAGE": "\n".join(lines), "_HOSTNAME": "host-1"}),
}
OF_SEVERAL_LINES: dict[str, Transport] = {
    "escaped": lambda lines: escaped("\n".join(lines)),
    "escaped twice": lambda lines: escaped(escaped("\n".join(lines))),
    "logfmt": lambda lines: f'ts={STAMP} level=error msg="payment refused" stack="' + escaped("\n".join(lines)) + '"',
    "behind a logger's name": lambda lines: "2026-11-25 10:00:00,1 ERROR shop.till: " + "\n".join(lines),
}


def told(trace: StackTrace | None) -> dict[str, str | int]:
    if not trace:
        return {}
    site = trace.thrown_at
    return {
        "type": trace.exception,
        "message": trace.message.split("\n")[0].strip()[:60],
        "file": site.file if site else "",
        "line": site.line if site else 0,
        "function": site.function if site else "",
        "root": trace.root.exception,
    }


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_recorded_trace_is_read_out_of_a_transport(transport: str) -> None:
    read = {name: told(best(TRANSPORTS[transport](lines), readers())) for name, _, lines in recorded()}
    assert read == {name: expected for name, expected, _ in recorded()}


@pytest.mark.parametrize("transport", OF_SEVERAL_LINES)
def test_a_trace_of_several_lines_is_read_out_of_words_around_it(transport: str) -> None:
    cases = [case for case in recorded() if len(case[2]) > 1]
    read = {name: told(best(OF_SEVERAL_LINES[transport](lines), readers())) for name, _, lines in cases}
    assert read == {name: expected for name, expected, _ in cases}


def test_a_record_that_was_cut_still_tells_where_or_what() -> None:
    cases = [
        (name, expected, told(best(record(lines)[:-6], readers()))) for name, expected, lines in recorded() if lines[4:]
    ]
    lost = [
        name
        for name, expected, read in cases
        if not {"type", "file"} & {key for key in read if read[key] == expected[key]}
    ]
    assert lost == []
