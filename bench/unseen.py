"""Grouping on systems that nobody looked at: `python -m bench.unseen SOURCES [--json] [--lines 2000] [--seed 1]`.

SOURCES has a folder per program, with its source code (Python, Java, Go). Its log statements are drawn with Zipf's
frequencies and filled with values by what their expressions are called, so it is known which line is of which
statement. Whole lines are written in five usual layouts. Compared in one run, each with its defaults: what of Drain3,
Tipping and the toolkits of logparser3 is installed. When it is wrong: values are drawn, not observed.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.callsites import Statement, Value, statements
from bench.logs import accuracy, codriver, masks_alone
from bench.peers import peers
from codriver.telemetry.columns import pl
from codriver.telemetry.logs import records

STATEMENTS = 150  # of one program take part
_SPELT = "orders carts stock till mail invoice refund catalog session audit billing ledger search quota report"
_NAMES = _SPELT.split()
_PEOPLE = "ada grace alan edsger barbara donald linus guido ken dennis margaret john leslie tony niklaus"
_FIRST = _PEOPLE.split()
_ERRORS = (
    "[Errno 111] Connection refused",
    "timed out",
    "no such file or directory",
    "unexpected EOF",
    "permission denied",
    "context deadline exceeded",
    "Connection reset by peer",
    "invalid literal for int() with base 10: 'x'",
    "'NoneType' object has no attribute 'id'",
)


def _name(draw: random.Random, style: int = 0) -> str:
    name = draw.choice(_NAMES)
    return (
        name,
        f"{name}-{draw.choice(('worker', 'api', 'main'))}",
        f"{name}{draw.randrange(40)}",
        f"{name}.{draw.choice(_NAMES)}",
    )[style]


def _path(draw: random.Random) -> str:
    top, ending = draw.choice(("var", "srv", "tmp", "data")), draw.choice(("db", "log", "tmp"))
    return f"/{top}/{draw.choice(_NAMES)}/{_name(draw)}.{ending}"


def _address(draw: random.Random) -> str:
    host = f"10.{draw.randrange(4)}.{draw.randrange(256)}.{draw.randrange(256)}"
    return draw.choice(
        (f"{host}:{draw.randrange(1024, 65535)}", host, f"tcp://{host}:8786", f"node-{draw.randrange(30)}")
    )


def _number(draw: random.Random) -> str:
    return str(draw.randrange(10 ** draw.randrange(1, 6)))


def _names(draw: random.Random) -> str:
    return str([_name(draw) for _ in range(draw.randrange(4))])


_COUNTED = (
    "count num size len( total port idx index offset bytes status code pid limit max min pages attempt version priority"
)
_KINDS: tuple[tuple[str, Callable[[random.Random], str]], ...] = (
    ("exc err reason cause ex", lambda draw: draw.choice(_ERRORS)),
    ("host addr ip endpoint server peer remote origin worker url uri", _address),
    ("path file dir folder location dest", _path),
    ("time elapsed duration delay timeout interval ttl age", lambda draw: f"{draw.uniform(0, 90):.3f}"),
    ("uuid guid token hash digest etag stimulus trans", lambda draw: f"{draw.getrandbits(128):032x}"),
    ("user account owner sender author", lambda draw: draw.choice(_FIRST)),
    (_COUNTED, _number),
    ("id key", lambda draw: f"{draw.choice(_NAMES)}-{draw.randrange(10**4)}"),
    ("state", lambda draw: draw.choice(("running", "stopped", "pending", "failed"))),
    ("enabled is_ force", lambda draw: draw.choice(("True", "False"))),
    ("list ids names args set( keys items", _names),
)


def values(value: Value, draw: random.Random) -> Callable[[], str]:
    """What stands in one place of one statement: few values or many, as the place has it."""
    kind, many = _kind(value, draw), draw.choice((1, 3, 8, 0, 0))
    pool = [kind(draw) for _ in range(many)]
    return lambda: _written(draw.choice(pool) if pool else kind(draw), value.how)


def _kind(value: Value, draw: random.Random) -> Callable[[random.Random], str]:
    if value.how in "dioux":
        return _number
    if value.how in "eEfFgG":
        return lambda one: f"{one.uniform(0, 500):.2f}"
    called, style = value.expression.lower(), draw.randrange(4)  # names of one place are spelt alike
    makers = (make for words, make in _KINDS if any(word in called for word in words.split()))
    return next(makers, lambda one: _name(one, style))


def _written(text: str, how: str) -> str:
    if how == "r":
        return repr(text)
    return json.dumps(text) if how == "k" and " " in text else text


def lines(chosen: list[Statement], count: int, draw: random.Random) -> Iterator[tuple[Statement, str]]:
    """Statements with what they said, Zipf's frequencies."""
    makers = {one.text: [values(p, draw) for p in one.pieces if isinstance(p, Value)] for one in chosen}
    weights = [1 / rank for rank in range(1, len(chosen) + 1)]
    for one in draw.choices(chosen, weights, k=count):
        made = iter(makers[one.text])
        yield one, "".join(piece if isinstance(piece, str) else next(made)() for piece in one.pieces)


def whole(layout: int, one: Statement, message: str, second: int, draw: random.Random) -> str:
    """The line as a program prints it; a statement stands in one module."""
    level, module = one.level, random.Random(one.text)
    clock, fraction = f"12:{second // 60 % 60:02}:{second % 60:02}", f"{draw.randrange(1000):03}"
    shown, place = level.upper().replace("EXCEPTION", "ERROR"), f"{module.choice(_NAMES)}.{module.choice(_NAMES)}"
    name, source, number = place.partition(".")[0], f"{place.replace('.', '_')}.py", module.randrange(900)
    return (
        f"2026-11-01 {clock},{fraction} - {place} - {draw.randrange(999)} - {shown} - {message}",
        f"[2026-11-01T{clock}.{fraction}+0000] {{{source}:{number}}} {shown} - {message}",
        f"2026-11-01 {clock},{fraction} {shown:5} [main-{draw.randrange(9)}] org.{place}.Main - {message}",
        f"2026-11-01T{clock}.{fraction}Z [{shown}]  {name}: {message}",
        f"Nov  1 {clock} node-{draw.randrange(5)} {name}[{draw.randrange(9999)}]: {message}",
    )[layout]


def messages_of(raw: list[str]) -> list[str]:
    """What the formats take for the message of each line."""
    rows = records.rows_of("\n".join(raw).encode(), 1, records.Origin("file", "lines.log"))
    return list(rows.select(pl.coalesce("message", "raw")).to_series())


def measured(folder: Path, place: int, asked: argparse.Namespace) -> dict[str, dict[str, tuple[float, float, float]]]:
    """GA, F1 and CPU seconds of each grouping, on contents and on whole lines."""
    draw = random.Random(f"{asked.seed}{folder.name}")
    found = statements(folder)
    drawn = list(lines(draw.sample(found, min(STATEMENTS, len(found))), asked.lines, draw))
    content = [said for _, said in drawn]
    causes = (next((error for error in _ERRORS if asked.causes_apart and error in said), "") for said in content)
    true = [one.text + cause for (one, _), cause in zip(drawn, causes, strict=True)]
    raw = [whole(place % 5, one, said, at, draw) for at, (one, said) in enumerate(drawn)]
    told: dict[str, dict[str, tuple[float, float, float]]] = {"content": {}, "raw": {}}
    for name, group in {"codriver": codriver, "masks alone": masks_alone, **peers()}.items():
        for what, texts in (("content", content), ("raw", raw)):
            began = time.process_time()
            given = messages_of(raw) if what == "raw" and name in ("codriver", "masks alone") else texts
            told[what][name] = (*accuracy(group(given), true), round(time.process_time() - began, 2))
    return told


def _print(figures: dict[str, Any]) -> None:
    for what in ("content", "raw"):
        names = list(next(iter(figures.values()))[what])
        print(f"{what:24}" + "".join(f"{name:>18}" for name in names))
        for system, told in figures.items():
            print(
                f"  {system:22}"
                + "".join(f"{told[what][name][0]:>10.3f} {told[what][name][1]:>7.3f}" for name in names)
            )
        means = [
            [sum(told[what][name][at] for told in figures.values()) / len(figures) for at in (0, 1)] for name in names
        ]
        print(f"  {'mean (GA, F1)':22}" + "".join(f"{ga:>10.3f} {f1:>7.3f}" for ga, f1 in means))


def main() -> int:
    """Measure every program below the given folder."""
    parser = argparse.ArgumentParser(prog="python -m bench.unseen", description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument("--lines", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--causes-apart", action="store_true", help="another error text is another group in truth")
    asked = parser.parse_args()
    folders = sorted(path for path in asked.sources.iterdir() if path.is_dir())
    figures = {one.name: measured(one, place, asked) for place, one in enumerate(folders)}
    print(json.dumps(figures, indent=2)) if asked.as_json else _print(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
