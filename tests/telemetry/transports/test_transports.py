"""A trace is the same in whatever it was carried; and nothing that is carried can hold the reader up."""

import json
import time
from collections.abc import Callable

import pytest

from codriver.model import Frame
from codriver.telemetry.stacktraces import best, readers
from codriver.telemetry.transports import MOST, views
from codriver.telemetry.transports.containers import cri, named_lines
from codriver.telemetry.transports.escapes import escaped, octal
from codriver.telemetry.transports.json_records import json_records
from codriver.telemetry.transports.plain import LONGEST, plain
from codriver.telemetry.transports.stamps import stamped
from codriver.telemetry.transports.syslog import syslog

TRACES = {
    "python": (
        'Traceback (most recent call last):\n  File "/srv/pay.py", line 7, in charge\n    raise NoCard(id)\n'
        "shop.NoCard: card 7\n"
    ),
    "java": "shop.NoCard: card 7\n\tat shop.Pay.charge(Pay.java:7)\n\tat shop.Main.main(Main.java:3)\n",
    "javascript": "NoCardError: card 7\n    at charge (/srv/pay.js:7:3)\n    at main (/srv/main.js:3:1)\n",
    "go": (
        'panic: "card"\n\ngoroutine 1 [running]:\nmain.charge(...)\n\t/srv/pay.go:7 +0x1\nmain.main'
        "()\n\t/srv/pay.go:3 +0x1\n"
    ),
    "dotnet": "Shop.NoCardException: card 7\n   at Shop.Pay.Charge() in /src/Pay.cs:line 7\n",
    "ruby": "pay.rb:7:in `charge': card 7 (NoCard)\n\tfrom main.rb:3:in `<main>'\n",
    "rust": "thread 'main' panicked at src/pay.rs:7:3:\nno card\nnote: run with `RUST_BACKTRACE=1`\n",
    "php": (
        "PHP Fatal error:  Uncaught NoCard: card in /srv/pay.php:7\nStack trace:\n#0 /srv/main.php(3): charge"
        "()\n#1 {main}\n"
    ),
    "elixir": "** (NoCard) card 7\n    lib/pay.ex:7: Pay.charge/1\n    lib/main.ex:3: Main.run/0\n",
}


def lines(text: str) -> list[str]:
    return text.rstrip("\n").split("\n")


def docker(text: str) -> str:
    def record(line: str) -> str:
        return json.dumps({"log": f"{line}\n", "stream": "stderr", "time": "2026-03-01T10:00:00.1Z"})

    other = json.dumps({"log": "10.0.0.1 GET / 200\n", "stream": "stdout", "time": "2026-03-01T10:00:00.1Z"})
    return "\n".join(f"{record(line)}\n{other}" for line in lines(text))


def cri_split(text: str) -> str:
    stamp = "2026-03-01T10:00:00.123456789Z stderr"
    return "\n".join(
        f"{stamp} P {line[:5]}\n2026-03-01T10:00:00Z stdout F other\n{stamp} F {line[5:]}" for line in lines(text)
    )


def compose(text: str) -> str:
    return "\n".join(f"pay-1  | {line}\nweb-1  | GET / 200" for line in lines(text))


def kubectl(text: str) -> str:
    return "\n".join(f"[pod/pay-7f9/app] {line}" for line in lines(text))


def old_syslog(text: str) -> str:
    return "\n".join(
        f"Mar  1 10:00:00 host7 pay[41]: {line}\nMar  1 10:00:00 host7 cron[9]: run" for line in lines(text)
    )


def new_syslog(text: str) -> str:
    return "\n".join(f"<11>1 2026-03-01T10:00:00Z host7 pay 41 - - {line}" for line in lines(text))


def one_line_syslog(text: str) -> str:
    return "Mar  1 10:00:00 host7 pay[41]: " + text.rstrip("\n").replace("\n", "#012").replace("\t", "#011")


def prefixed(text: str) -> str:
    return "\n".join(f"2026-03-01 10:00:00,{at:03} [main-{at % 3}] ERROR {line}" for at, line in enumerate(lines(text)))


def prefixed_by_name(text: str) -> str:
    return "\n".join(f"2026-03-01T10:00:00Z ERROR shop.pay: {line}" for line in lines(text))


def json_once(text: str) -> str:
    return json.dumps({"ts": 1, "level": "error", "msg": "failed", "error": {"stack": text}})


def json_twice(text: str) -> str:
    return json.dumps({"log": json.dumps({"msg": "failed", "stack": text}) + "\n", "stream": "stderr"})


def json_cut(text: str) -> str:
    return json.dumps({"msg": "failed", "stack": text, "pid": 7})[:-8]


def json_lines_of(text: str) -> str:
    return "\n".join(json.dumps({"severity": "ERROR", "message": line}) for line in lines(text))


def json_in_text(text: str) -> str:
    return f"2026-03-01T10:00:00Z stderr F 10:00:00 ERROR failed {json.dumps({'stack': text})}"


def interleaved(text: str) -> str:
    return "\n".join(f"{line}\n2026-03-01T10:00:00Z INFO GET /health 200 1ms" for line in lines(text))


def interleaved_json(text: str) -> str:
    return "\n".join(f'{line}\n{{"level":"info","msg":"GET /health"}}' for line in lines(text))


def coloured(text: str) -> str:
    return "\n".join(f"\x1b[31m{line}\x1b[0m\r" for line in lines(text))


TRANSPORTS = [
    docker, cri_split, compose, kubectl, old_syslog, new_syslog, one_line_syslog, prefixed, prefixed_by_name,
    json_once, json_twice, json_cut, json_lines_of, json_in_text, interleaved, interleaved_json, coloured,
]  # fmt: skip


def told(text: str) -> tuple[str, str, Frame | None] | None:
    trace = best(text, readers())
    return (trace.language, trace.exception, trace.thrown_at) if trace else None


@pytest.mark.parametrize("language", list(TRACES))
@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_trace_is_the_same_in_every_transport(language: str, transport: Callable[[str], str]) -> None:
    trace = told(TRACES[language])
    assert trace
    assert trace[0] == language
    assert told(transport(TRACES[language])) == trace


def test_what_is_beside_a_stack_in_a_record_is_its_header() -> None:
    record = {"err": {"type": "NoCard", "message": "card 7", "stack": "    at charge (/srv/pay.js:7:3)"}}
    trace = best(json.dumps(record), readers())
    assert trace
    assert (trace.exception, trace.message) == ("NoCard", "card 7")


def test_plain_text_has_one_view() -> None:
    assert views("nothing\nto undo") == ("nothing\nto undo",)


@pytest.mark.parametrize("layer", [cri, named_lines, syslog, octal, escaped, json_records, stamped])
def test_a_layer_leaves_alone_what_is_not_its_own(layer: Callable[[str], list[str]]) -> None:
    assert layer("plain words\n  and more: of them\n") == []


HOSTILE = {
    "a long line": "x" * 5_000_000,
    "many frames": "shop.E: x\n" + "\tat shop.Pay.f(Pay.java:7)\n" * 100_000,
    "many tracebacks": ('Traceback (most recent call last):\n  File "a.py", line 3, in f\nE: x\n') * 20_000,
    "zeros": "\0" * 1_000_000,
    "deep json": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "deep lists": '{"a":' + "[" * 100_000 + "]" * 100_000 + "}",
    "escapes of escapes": "\\" * 500_000 + "n",
    "line ends": "\n" * 2_000_000,
    "stamps": "2026-03-01T10:00:00Z " * 50_000,
    "brackets": "([{<" * 200_000,
    "not a number": '{"a": NaN, "a": Infinity, "stack": "x\\ny"}',
    "lone surrogates": json.dumps({"stack": "\ud800\n\udc00"}),
}


@pytest.mark.parametrize("text", list(HOSTILE.values()), ids=list(HOSTILE))
def test_nothing_takes_long_or_grows_without_bound(text: str) -> None:
    began = time.process_time()
    trace = best(text, readers())
    assert time.process_time() - began < 15  # seconds on a slow and busy machine; a tenth of it is usual
    seen = views(text)
    assert len(seen) <= MOST
    assert all(len(view) <= LONGEST + 10 for view in seen)
    assert trace is None or sum(len(one.frames) for one in (trace, *trace.causes)) <= 100_000


def test_control_characters_and_line_ends_are_made_plain() -> None:
    assert plain("\ufeffa\x1b[31mb\x1b[0m\r\nc\0d\re") == "ab\ncd\ne"
