r"""Erlang: a reason and a stack as terms, `{badmatch,V},[{app,f,1,[{file,"app.erl"},{line,3}]},...]`, or in words.

What it looks for: such tuples anywhere in the text, on one line or many; the reason before the first of them is the
exception, its first word the type. In the shell's words: `exception error: ...` and `in function  app:f/1 (app.erl,
line 3)`. `ours` is false for modules of OTP and for frames without a file.
When it is wrong: an atom of the team that is called like a module of OTP.
"""

import re
from itertools import pairwise

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace, kept

MARK = r"\[\{'?[\w@]+'?,'?\w+'?,\d+,\[\{file,|\bin (?:function|call from) +'?\w+'?:\w+/\d+ \("
LONGEST = 100_000  # characters that are looked at: a reason holds whole states
_TERM = re.compile(
    r"\{'?([\w@.]{1,200})'?,\s*'?([^,{}\[\]\s']{1,200})'?,\s*(\d{1,3}|\[[^\[\]]{0,500}\]),\s*"
    r"\[(?:\{file,\s*\"([^\"]{0,300})\"\},\s*\{line,\s*(\d{1,9})\})?[^\[\]]{0,500}\]\}"
)
_WORDS = re.compile(r"\bin (?:function|call from) +([^\s(]{1,300})(?: \(([^(),]{1,300}), line (\d{1,9})\))?")
_SAID = re.compile(r"exception (error|exit|throw): ([^\n]{0,1000})")
_TYPES = (
    ("no match of right hand side", "badmatch"), ("in an arithmetic expression", "badarith"),
    ("no function clause", "function_clause"), ("undefined function", "undef"), ("no case clause", "case_clause"),
    ("no true branch", "if_clause"), ("bad key", "badkey"), ("bad map", "badmap"), ("bad function", "badfun"),
    ("called with", "badarity"), ("no try clause", "try_clause"), ("bad argument", "badarg"),
)  # fmt: skip
_FOREIGN = re.compile(
    r"'?(?:erlang|erl_\w+|init|gen|gen_\w+|proc_lib|supervisor\w*|shell|lists|maps|ets|dets|timer|io"
    r"|io_lib\w*|string|binary|file"
    r"|code|code_server|escript|application\w*|error_handler|rpc|erpc|eunit\w*|ct|ct_\w+|test_server\w*"
    r"|cowboy\w*|ranch\w*|mnesia\w*"
    r"|ssl\w*|inet\w*|httpc?|logger\w*|queue|sets|dict|gb_\w+|re|unicode|user_drv|group|rebar\w*|lager\w*"
    r"|poolboy|hackney\w*)'?$"
)


def read(text: str) -> StackTrace | None:
    """The first stack of Erlang in the text, or None."""
    looked_at = text[:LONGEST]
    terms = list(_TERM.finditer(looked_at))
    if terms and (stack := _one_stack(looked_at, terms)):
        reason = _reason(looked_at[: terms[0].start()])
        frames = [_made(found[1], found[2], _arity(found[3]), found[4] or "", int(found[5] or 0)) for found in stack]
        return StackTrace("erlang", _type(reason), reason, kept(frames[::-1]))
    said = _SAID.search(looked_at)
    return _spoken(said, looked_at[said.end() :]) if said else None


def _one_stack(text: str, terms: list[re.Match[str]]) -> list[re.Match[str]]:
    """The terms that stand in one list, and whose list names a file at least once."""
    stack = terms[:1]
    for before, found in pairwise(terms):
        if text[before.end() : found.start()].strip() != ",":
            break
        stack.append(found)
    return stack if any(found[4] for found in stack) else []


def _reason(before: str) -> str:
    """The whole term that ends before the stack."""
    text = before.rstrip().removesuffix("[").rstrip().removesuffix(",").rstrip()
    if not text.endswith(("}", "]")):
        return re.split(r"[{\[(,\s]", text[-200:])[-1]
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in "}]") - (text[at] in "{[")
        if depth == 0:
            return text[at:]
    return text[-200:]


def _type(reason: str) -> str:
    found = re.match(r"[{\[\s]*'?([\w@.]+)", reason)
    return found[1] if found else ""


def _arity(written: str) -> int:
    return int(written) if written.isdigit() else written.count(",") + (written != "[]")


def _spoken(said: re.Match[str], below: str) -> StackTrace | None:
    places = list(_WORDS.finditer(below))
    if not places:
        return None
    name = next((name for words, name in _TYPES if words in said[2]), _type(said[2]) if said[1] != "error" else "error")
    frames = []
    for found in places:
        module = found[1].partition(":")[0]
        foreign = _FOREIGN.match(module) or not found[2]
        frames.append(Frame(file=found[2] or "", line=int(found[3] or 0), function=found[1], ours=not foreign))
    return StackTrace("erlang", name, said[2], kept(frames[::-1]))


def _made(module: str, function: str, arity: int, file: str, line: int) -> Frame:
    foreign = not file or _FOREIGN.match(module)
    return Frame(file=file, line=line, function=f"{module}:{function}/{arity}", ours=not foreign)
