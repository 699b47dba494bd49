"""Whole blocks read by kinds of lines come to the same as every line read by itself, field by field."""

import json
import random
from collections.abc import Callable, Iterator

import pytest

from codriver.telemetry.logs import fold, quick
from codriver.telemetry.rows import LogBlock

LINES = 3_000
TRACE = "shop.PoolException: exhausted\n\tat shop.Pool.get(Pool.java:%d)\n\tat shop.Cart.load(Cart.java:7)"


def said(draw: random.Random) -> tuple[str, str]:
    number, ident = draw.randrange(10 ** draw.randrange(1, 7)), f"0f{draw.getrandbits(56):014x}"
    return draw.choice(
        (
            ("INFO", f"handled request {ident} for user {number} in {draw.randrange(5000)} ms"),
            ("INFO", f"upstream answered {draw.choice((200, 200, 404, 502))} after {number}ms"),
            ("WARN", f"retry {draw.randrange(5)} of 5 for http://stock:8080/item/{number}"),
            ("ERROR", f"payment {number} declined: code={draw.randrange(100)}"),
        )
    )


def clock(at: int, draw: random.Random) -> str:
    return f"2026-11-01T12:{at // 600 % 60:02}:{at // 10 % 60:02}.{draw.randrange(1000):03d}"


def text(at: int, draw: random.Random) -> str:
    level, message = said(draw)
    more = f"\n{TRACE % draw.choice((42, 43))}" if draw.random() < 0.01 else ""
    return f"{clock(at, draw).replace('T', ' ')} {level:5} [exec-{draw.randrange(64)}] shop.cart.Cart - {message}{more}"


def objects(at: int, draw: random.Random) -> str:
    level, message = said(draw)
    pod = f"cart-{draw.randrange(3)}"
    return json.dumps(
        {"level": level, "message": message, "time": clock(at, draw) + "Z", "host": pod, "service": "till2"}
    )


def pairs(at: int, draw: random.Random) -> str:
    level, message = said(draw)
    when, trace = clock(at, draw).rstrip("0") + "1Z", f"{draw.getrandbits(64):016x}"
    return f'time={when} level={level.lower()} msg="{message}" trace_id={trace}'


def requests(at: int, draw: random.Random) -> str:
    when = f"01/Nov/2026:12:{at // 600 % 60:02}:{at // 10 % 60:02} +0000"
    return (
        f'10.0.{draw.randrange(256)}.7 - - [{when}] "GET /cart/{at}?q=1 HTTP/1.1" {draw.choice((200, 502, 429))} 17 "-"'
    )


def runtime(at: int, draw: random.Random) -> str:
    return f"{clock(at, draw)}000001Z stdout F {pairs(at, draw)}"


def colours(at: int, draw: random.Random) -> str:
    level, message = said(draw)
    return f"\x1b[2m{clock(at, draw)}Z\x1b[0m \x1b[31m{level}\x1b[0m {message} \N{EURO SIGN}"


def priorities(at: int, draw: random.Random) -> str:
    when = f"Nov  1 12:{at // 600 % 60:02}:{at // 10 % 60:02}"
    return f"<{draw.choice((131, 134))}>{when} box-{draw.randrange(9)} till[{at}]: {said(draw)[1]}"


def foreign(at: int, draw: random.Random) -> str:
    words = f"{draw.choice(('prix payé', '支払い', 'plain'))} {draw.randrange(999)} \N{EURO SIGN}"
    return json.dumps({"message": words, "time": clock(at, draw) + "Z", "level": "info"}, ensure_ascii=False)


def mixed(at: int, draw: random.Random) -> str:
    return draw.choice((text, objects, pairs, requests, priorities))(at, draw)


@pytest.mark.parametrize("write", [text, objects, pairs, requests, runtime, colours, priorities, foreign, mixed])
def test_kinds_change_nothing_but_the_time_it_takes(
    write: Callable[[int, random.Random], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(write.__name__)
    lines = "\n".join(write(at, draw) for at in range(LINES)).encode() + b"\n"
    by_kind = fold(blocks(lines))
    monkeypatch.setattr(quick, "FEW", 1 << 30)
    one_by_one = fold(blocks(lines))
    assert by_kind == one_by_one


def blocks(lines: bytes, size: int = 150_000) -> Iterator[LogBlock]:
    at, first = 0, 1
    while at < len(lines):
        end = lines.rfind(b"\n", at, at + size) + 1 or len(lines)
        yield LogBlock("log", "logs/pay.log", first, lines[at:end])
        first, at = first + lines.count(b"\n", at, end), end
