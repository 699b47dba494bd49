"""What programs do, one file for each, found by the program's name; a program without a file is R2.

A file has `rate(call)`, which yields deeds. Nothing here looks at the machine: only at what stands in the command.
"""

from __future__ import annotations

import fnmatch
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from codriver.gate.call import Call
from codriver.gate.paths import is_scratch
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.tools._names import OTHER_NAMES
from codriver.gate.verbs import by_meaning
from codriver.gate.verdict import R2, Deed

FILES = frozenset(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
_STANDARD = re.compile(
    r"(/usr(/local)?|/opt/[\w.-]+|/snap|/nix/[^ ]*|/home/linuxbrew/[^ ]*)?/s?bin/|~/\.[\w./-]*/?bin/|~/bin/|~/go/bin/"
    r"|(.*/)?(\.venv|venv|\.tox/[\w.-]+)/bin/|(.*/)?node_modules/\.bin/"
)
_FLAGS = re.compile(
    r"[\w-]*(flag|toggle|feature|feat(?=ctl|cli)|ff(?=ctl|cli))[\w-]*|ld(cli|ctl)?|(unleash|flipt|growthbook|flagsmith|statsig"
    r"|optimizely|configcat|splitio|posthog)[\w-]*"
)
_OPERATES = re.compile(rf"[\w-]*(ctl|cli)|{_FLAGS.pattern}")


def file_of(name: str) -> str:
    """The file that knows the program; empty when none does."""
    plain = name.lower().removesuffix(".exe")
    plain = OTHER_NAMES.get(plain, plain).replace("-", "_")
    plain = OTHER_NAMES.get(re.sub(r"[\d.]+$", "", plain), plain) if plain not in FILES else plain
    return plain if plain in FILES else re.sub(r"[\d.]+$", "", plain) if re.sub(r"[\d.]+$", "", plain) in FILES else ""


def is_known(name: str) -> bool:
    """Whether there is a table for the program."""
    return bool(file_of(name))


def rate(call: Call) -> Iterator[Deed]:
    """What one command does."""
    program = call.argv[0]
    if UNKNOWN in program:
        yield from _unknown_program(call)
        return
    if any(char in program for char in "*?[") and program != "[":
        yield from _globbed(call)
        return
    if "/" in program and not _STANDARD.match(program):
        yield from _script(call)
        return
    yield from _placed(call, _rated(call))
    yield from _without_unknown(call)


def _rated(call: Call) -> Iterable[Deed]:
    file = file_of(call.name)
    if file:
        found: Iterable[Deed] = importlib.import_module(f"{__name__}.{file}").rate(call)
        return found
    if _OPERATES.fullmatch(call.name):
        return by_meaning(call, one=bool(_FLAGS.fullmatch(call.name)))
    if call.args in (("--version",), ("--help",)):
        return ()
    return (Deed(R2, call.name, f"`{call.name}` is not known here"),)


def _unknown_program(call: Call) -> Iterator[Deed]:
    yield Deed(R2, "?", "runs a program whose name is not known before it runs")
    named = call.argv[0].replace(UNKNOWN, "")
    rest = (named, *call.args) if named else call.args
    if rest:
        call.start(rest)


def _globbed(call: Call) -> Iterator[Deed]:
    yield Deed(R2, "?", "runs whatever program a pattern matches")
    pattern = call.name
    for name in (*FILES, *OTHER_NAMES, "rm", "sh", "bash", "dd"):
        if fnmatch.fnmatchcase(name.replace("_", "-"), pattern):
            call.start((name.replace("_", "-"), *call.args))


def _script(call: Call) -> Iterator[Deed]:
    """A program by its path: a script if its text can be seen; builds by their wrappers; else what it is called."""
    text = call.file(call.argv[0])
    if text is not None and text.strip(UNKNOWN):
        first = text.partition("\n")[0]
        interpreter = re.search(r"[/ ](\w+)\s*$", first) if first.startswith("#!") else None
        language = interpreter[1] if interpreter and not interpreter[1].endswith("sh") else "sh"
        call.start((language, call.argv[0], *call.args))
    elif call.name in ("gradlew", "mvnw"):
        call.start((call.name.removesuffix("w"), *call.args))
    else:
        if is_known(call.name):
            call.start((call.name, *call.args))
        odd = is_scratch(call.argv[0]) or not is_known(call.name) or call.argv[0].startswith(".")
        yield (
            Deed(R2, call.name, f"runs {call.argv[0]}, which cannot be seen")
            if odd
            else Deed(R2, call.name, f"runs {call.argv[0]} instead of the usual program")
        )


def _without_unknown(call: Call) -> Iterator[Deed]:
    """`de${x}lete` with nothing in `x`: a word that is broken by what is not known is also read without it."""
    if not any(UNKNOWN in arg.strip(UNKNOWN) for arg in call.args[:4]) or call.scope.arguments == (UNKNOWN, UNKNOWN):
        return
    args = tuple(arg.replace(UNKNOWN, "") if arg.strip(UNKNOWN) else arg for arg in call.args)
    again = replace(call, argv=(call.argv[0], *args))
    yield from _placed(again, _rated(again))


_PLACES = re.compile(
    r"--?(context|kube-context|cluster|cluster-name|region|profile|project|subscription|zone|env|environment|host|inventory)"
)


def _placed(call: Call, deeds: Iterable[Deed]) -> Iterator[Deed]:
    found = ""
    for place, arg in enumerate(call.args):
        name, equals, value = arg.partition("=")
        if _PLACES.fullmatch(name):
            value = value if equals else call.args[place + 1] if place + 1 < len(call.args) else ""
            found = f"{name.lstrip('-')} {value}"
    for deed in deeds:
        yield deed._replace(place=found) if found and not deed.place else deed
