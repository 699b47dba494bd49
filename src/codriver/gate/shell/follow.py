"""Follows a script without running it: every command that it may come to is put before the tables of tools."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from codriver.gate.call import Call
from codriver.gate.paths import written
from codriver.gate.shell import builtins
from codriver.gate.shell.expand import Expander
from codriver.gate.shell.grammar import parse
from codriver.gate.shell.prints import quoted
from codriver.gate.shell.scope import MOST, Scope, bounded, resolved
from codriver.gate.shell.tree import (
    HIDDEN,
    UNKNOWN,
    Branch,
    Command,
    Function,
    Group,
    Loop,
    Proc,
    Redirect,
    Script,
    Simple,
    Unreadable,
)
from codriver.gate.verdict import R1, R2, Deed, Risk

Reader = Callable[[str], str | None]
MOST_STEPS, DEEPEST = 4000, 40


class Rater(Protocol):
    """What one command does, by the tables."""

    def __call__(self, call: Call, /) -> Iterable[Deed]:
        """The deeds of one command."""


_Target = tuple[str, bool, bool]  # a path, whether it is added to, whether stdout goes there


class At(NamedTuple):
    """Where in the script we are: what is fed in, and whether this is sure to run, elsewhere, or for a list."""

    stdin: str | None = None
    sure: bool = True
    remote: bool = False
    many: bool = False
    depth: int = 0


class Follower:
    """Collects deeds. `read` gives the text of a script that lies on disk; by default none can be seen."""

    def __init__(self, rate: Rater, known: Callable[[str], bool], read: Reader) -> None:
        self.deeds: list[Deed] = []
        self._rate = rate
        self._known = known
        self._read = read
        self._steps = 0

    def text(self, text: str, call: Call, arguments: tuple[str, ...]) -> str:
        """Follow the text as a script in a shell of its own; returns what it prints."""
        scope = call.scope.child(arguments)
        return self.script(parse(text), scope, At(call.stdin, remote=call.remote, many=call.many, depth=call.depth))

    def here(self, text: str, scope: Scope, at: At) -> str:
        """Follow the text in the shell that is running: `eval`, `source`."""
        return self.script(parse(text), scope, at._replace(depth=at.depth + 1))

    def file(self, path: str, scope: Scope, *, remote: bool) -> str | None:
        """What stands in a file: written by the script itself, or seen by `read`."""
        path = resolved(path, scope)
        if path in scope.files:
            return scope.files[path]
        return None if remote or UNKNOWN in path else self._read(path)

    def script(self, script: Script, scope: Scope, at: At) -> str:
        """Follow a list of pipelines; returns what they print together."""
        if at.depth > DEEPEST:
            raise Unreadable("nested too deeply")
        printed = []
        for item in script:
            inner = at if item.sure and at.sure else at._replace(sure=False)
            printed.append(self._pipeline(item.commands, scope, inner))
        return "".join(printed)

    def _pipeline(self, commands: Sequence[Command], scope: Scope, at: At) -> str:
        one = at if len(commands) == 1 else at._replace(sure=False)
        fed = at.stdin
        for command in commands:
            printed = self._command(command, scope, one._replace(stdin=fed))
            told = bool(fed) and (UNKNOWN not in (fed or "") or fed == HIDDEN)
            fed = HIDDEN if told and printed == UNKNOWN else printed
        return fed or ""

    def _command(self, command: Command, scope: Scope, at: At) -> str:
        if isinstance(command, Function):
            scope.define(command.name, command.body)
            return ""
        if isinstance(command, Simple):
            return self._simple(command, scope, at)
        inner, targets = self._redirected(command.redirects, scope, at)
        if isinstance(command, Group):
            printed = self.script(command.body, scope, inner._replace(sure=inner.sure and not command.own))
        elif isinstance(command, Loop):
            printed = self._loop(command, scope, inner)
        else:
            printed = self._branch(command, scope, inner)
        return self._kept(printed, targets, scope, at)

    def _branch(self, branch: Branch, scope: Scope, at: At) -> str:
        expander = self._expander(scope, at)
        for word in branch.words:
            expander.text(word)
        printed = {self.script(script, scope, at._replace(sure=False)) for script in branch.scripts} - {""}
        return printed.pop() if len(printed) == 1 else UNKNOWN

    def _loop(self, loop: Loop, scope: Scope, at: At) -> str:
        inner = at._replace(sure=False)
        items = self._items(loop, scope, at)
        single = loop.name and len(items) == 1 and UNKNOWN not in items[0]
        body = inner._replace(many=at.many or not single)
        printed = []
        for item in items or ("",):
            if loop.name:
                scope.values[loop.name] = (item,)
            self.script(loop.head, scope, body)
            printed.append(self.script(loop.body, scope, body))
        if not loop.name:  # what the body leaves behind counts the next time round
            self.script(loop.body, scope, body)
        return "".join(printed)

    def _items(self, loop: Loop, scope: Scope, at: At) -> tuple[str, ...]:
        if loop.items is None:
            return scope.arguments if scope.arguments is not None else (UNKNOWN,)
        found = tuple(item for fields in self._expander(scope, at).arguments(loop.items) for item in fields)
        return tuple(dict.fromkeys(found)) if len(found) <= MOST * 2 else (*found[:MOST], UNKNOWN)

    def _expander(self, scope: Scope, at: At) -> Expander:
        def output(body: Script) -> str:
            return self.script(body, scope.child(scope.arguments), at._replace(stdin=None, depth=at.depth + 1))

        def stand_in(proc: Proc) -> str:
            path = f"/dev/fd/{len(scope.files) + 60}"
            fed = UNKNOWN if proc.feeds else None
            scope.files[path] = self.script(proc.body, scope.child(scope.arguments), at._replace(stdin=fed))
            return path

        return Expander(scope, output, stand_in)

    def _simple(self, command: Simple, scope: Scope, at: At) -> str:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise Unreadable("too much to follow")
        expander = self._expander(scope, at)
        options = expander.arguments(command.words)
        inner, targets = self._redirected(command.redirects, scope, at)
        alone = not command.words or (bool(options[0]) and options[0][0] in builtins.KEEPING)
        env = scope if alone else scope.child(scope.arguments)
        self._assigned(command, env, inner, expander)
        if not command.words and not command.assigns and inner.stdin != at.stdin:
            return self._kept(inner.stdin or "", targets, scope, at)  # `$(< file)`
        printed = [self.command(self._call(argv, env if command.assigns else scope, inner), inner) for argv in options]
        return self._kept(bounded(printed[0]) if len(set(printed)) == 1 else UNKNOWN, targets, scope, at)

    def _call(self, argv: Sequence[str], scope: Scope, at: At) -> Call:
        return Call(tuple(argv), scope, self, at.stdin, at.remote, at.many, at.depth)

    def _assigned(self, command: Simple, scope: Scope, at: At, expander: Expander) -> None:
        for assign in command.assigns:
            if assign.array:
                found = tuple(expander.arguments(assign.values)[0])
                before = scope.arrays.get(assign.name, ()) if assign.append else ()
                scope.arrays[assign.name] = (*before, *found)
                scope.values.pop(assign.name, None)
                continue
            values = expander.text(assign.values[0]) or ("",)
            if assign.append:
                values = tuple(bounded(old + new) for old in scope.known(assign.name) or (UNKNOWN,) for new in values)
            scope.put(assign.name, values, sure=at.sure)
            for value in values:
                self.deeds += builtins.environment(assign.name, value, self._call((), scope, at))

    def command(self, call: Call, at: At | None = None) -> str:
        """Follow one command with known arguments; returns what it prints."""
        if not call.argv:
            return ""
        if call.depth > DEEPEST:
            raise Unreadable("nested too deeply")
        at = at or At(call.stdin, remote=call.remote, many=call.many, depth=call.depth, sure=False)
        printed = self._defined(call, at)
        builtin = builtins.BUILTINS.get(call.argv[0])
        if builtin:
            return builtin(call, at)
        if printed is not None and not self._known(call.name):
            return printed
        self.deeds += self._widened(call)
        return call.printed if printed is None else UNKNOWN

    def _widened(self, call: Call) -> Iterable[Deed]:
        for deed in self._rate(call):
            everywhere = deed.risk >= R2 and UNKNOWN in deed.place and not deed.place.startswith("host")
            wider = call.many and not deed.local and (deed.risk == R1 or everywhere)
            yield _worse(deed) if wider else deed

    def _defined(self, call: Call, at: At) -> str | None:
        """What an alias or a function of that name does; None when there is none."""
        name, scope = call.argv[0], call.scope
        printed: str | None = None
        if name in scope.aliases:
            alias = scope.aliases.pop(name)
            printed = self.here(" ".join((alias, *map(quoted, call.args))), scope, at)
            scope.aliases[name] = alias
        for body in scope.functions.get(name, ()):
            printed = self._function(body, call, at)
        return printed

    def _function(self, body: Command, call: Call, at: At) -> str:
        if at.depth > DEEPEST // 2:
            return UNKNOWN  # it calls itself: what it does was seen
        before, call.scope.arguments = call.scope.arguments, call.args
        printed = self._command(body, call.scope, at._replace(depth=at.depth + 1))
        call.scope.arguments = before
        return printed

    def _redirected(self, redirects: Sequence[Redirect], scope: Scope, at: At) -> tuple[At, list[_Target]]:
        """What is fed in afterwards, and the files that what is printed goes to."""
        expander = self._expander(scope, at)
        targets: list[_Target] = []
        for redirect in redirects:
            for target in expander.text(redirect.target) or ("",):
                if redirect.op in ("<<", "<<-"):
                    fed = expander.text(redirect.body[0])[0] if redirect.body else ""
                    at = at._replace(stdin=fed)
                elif redirect.op == "<<<":
                    at = at._replace(stdin=target + "\n")
                elif redirect.op == "<":
                    found = "" if target == "/dev/null" else self.file(target, scope, remote=at.remote)
                    at = at._replace(stdin=UNKNOWN if found is None else found)
                elif not _descriptor(redirect, target):
                    targets.append((target, ">>" in redirect.op, redirect.fd in ("", "1") or redirect.op == "&>"))
        return at, targets

    def _kept(self, printed: str, targets: list[_Target], scope: Scope, at: At) -> str:
        for target, append, whole in targets:
            saved = UNKNOWN in printed or not printed  # what a command printed, not a text that is put there
            path = resolved(target, scope)
            self.deeds += written(path, remote=at.remote, whole=not append, saved=saved and printed != "")
            scope.files[path] = bounded((scope.files.get(path, "") if append else "") + (printed if whole else UNKNOWN))
        return "" if any(whole for _, _, whole in targets) else printed


def _descriptor(redirect: Redirect, target: str) -> bool:
    return (redirect.op in (">&", "<&") and target.rstrip("-").isdigit()) or target == "-"


def _worse(deed: Deed) -> Deed:
    return deed._replace(risk=Risk(min(deed.risk + 1, Risk.R3)), why=f"{deed.why}, for each of a list")
