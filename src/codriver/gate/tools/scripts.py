"""perl, ruby, node, php and other languages: a one-liner that only prints is read; everything else is R2 or worse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.paths import written
from codriver.gate.shell.scope import resolved
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.verdict import R2, R3, Deed

_INLINE = {
    "perl": "-e -E -ne -pe -ane -lne -nE -nle -lane -pE -0777ne -0777pe -le -lpe",
    "ruby": "-e -ne -pe",
    "node": "-e -p --eval --print -pe",
    "nodejs": "-e -p --eval --print",
    "php": "-r -B -E",
    "lua": "-e",
    "luajit": "-e",
    "Rscript": "-e",
    "osascript": "-e",
    "groovy": "-e",
    "julia": "-e",
    "expect": "-c",
    "deno": "eval",
    "pwsh": "-c -Command -EncodedCommand",
    "powershell": "-c -Command -EncodedCommand",
    "tclsh": "",
    "ts-node": "-e -p",
}
_REMOVES = re.compile(
    r"\b(unlink|rmtree|remove_tree|rm_rf|rm_r|rmSync|rmdirSync|rmdir|unlinkSync|FileUtils|Remove-Item|File\.delete|fs\.rm|fs\.unlink|truncate)\b"
)
_ACTS = re.compile(
    r"`|%x|\b(system|execute|exec|run|shell|spawn|spawnSync|execSync|execFile|popen|fork|qx|child_process|Open3|proc_open|shell_exec"
    r"|passthru|eval|require|import|load|use|Net|HTTP|http|https|fetch|request|socket|Socket|IO|write|writeFile"
    r"|writeFileSync|appendFileSync|open|fopen|file_put_contents|rename|chmod|kill|send|post|put|Process|Kernel|os|io"
    r"|debug|dofile|loadstring|Invoke|Start|Set|New|Stop|do shell|tell|base64|unpack|pack|decode|atob|Buffer|Function"
    r"|constructor|globalThis|process)\b"
)
_HARMLESS = re.compile(
    r"\b(require\s*\(?\s*['\"](json|fs|path|os|util|url|crypto|date|time|set|yaml|csv|pp|bigdecimal)['\"]\)?"
    r"|(?:require\(['\"](?:node:)?fs['\"]\)|fs)\.readFileSync|process\.(argv|stdin|env|version|versions|stdout\.write)|JSON"
    r"|use (strict|warnings|JSON::PP|Data::Dumper|List::Util|POSIX|Time::\w+)|os\.(date|time|clock)"
    r"|io\.(read|write|lines))\b"
)
_TEXTS = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`")


def rate(call: Call) -> Iterator[Deed]:
    """What stands on the command line, or in the script when it can be seen."""
    if {"--version", "-v", "--help", "-h"} & set(call.args[:1]):
        return
    inline = _INLINE.get(call.name, "").split()
    asked = (
        taken(call.args, ("-I", "-M", "-m", "-r", "-x", *inline))
        if call.name != "node"
        else taken(call.args, ("-r", "--require", *inline))
    )
    texts = [
        call.args[place + 1] for place, arg in enumerate(call.args[:-1]) if arg in inline or _bundled(call.name, arg)
    ]
    if not texts:
        path = next(iter((*asked.words, *asked.rest)), "")
        text = call.file(path) if path else call.stdin
        if text is None or text.strip(UNKNOWN) == "" or path:
            yield Deed(
                R2, call.name, f"runs {path or 'a text'}, and what that does is not known".replace(UNKNOWN, "...")
            )
        texts = [text] if text else []
    for text in texts:
        yield from _judged(call, text)
        if call.name in ("pwsh", "powershell"):
            call.shell(text)
    if call.name in ("perl", "ruby") and any(
        re.match(r"-[a-zA-Z]*i", arg) for arg in call.args if not arg.startswith(("-I", "-M", "--"))
    ):
        for path in asked.words:
            yield from written(resolved(path, call.scope), remote=call.remote, tool=call.name, whole=False)


def _bundled(name: str, option: str) -> bool:
    """`-lne`: the last of several letters takes the program."""
    return name in ("perl", "ruby") and bool(re.fullmatch(r"-[a-zA-Z0-9]*[eE]", option))


def _judged(call: Call, text: str) -> Iterator[Deed]:
    plain = _HARMLESS.sub("", text)
    if _REMOVES.search(plain):
        yield Deed(R3, call.name, "removes files")
    elif _ACTS.search(plain) or UNKNOWN in plain:
        yield Deed(R2, call.name, "does more than print")
    if re.search(r"`|%x|system|exec|spawn|popen|qx|shell|Invoke|open", plain):
        for found in _TEXTS.finditer(plain):
            inner = found[1] or found[2] or found[3] or ""
            if " " in inner:
                call.shell(re.sub(r"[#$@]\{[^}]*\}", UNKNOWN, inner))
