"""python: `-c`, `-m`, scripts and what is fed in, judged by the calls that the code makes."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.pycode import judged
from codriver.gate.shell.tree import HIDDEN, UNKNOWN
from codriver.gate.table import listed
from codriver.gate.verdict import R1, R2, R3, READ, Deed

_MODULES = {
    **dict.fromkeys(
        listed(
            "pytest unittest doctest mypy ruff black isort flake8 pylint coverage tox nox build compileall "
            "py_compile pyflakes json.tool tokenize ast dis pydoc platform site this calendar "
            "base64 sysconfig zipfile tarfile gzip bandit sphinx"
        ),
        READ,
    ),
    **dict.fromkeys(["pip", "venv", "ensurepip", "virtualenv", "pipx", "black", "isort"], R1),
}
_VALUED = ("-W", "-X", "-Q", "--check-hash-based-pycs")


def rate(call: Call) -> Iterator[Deed]:
    """The code, wherever it comes from."""
    args = list(call.args)
    while args and args[0].startswith("-") and args[0] != "-":
        option = args.pop(0)
        if option in ("--version", "-V", "-h", "--help", "-VV"):
            return
        if option in _VALUED and args:
            args.pop(0)
        elif option.startswith("-") and not option.startswith("--") and "c" in option:
            text = option[option.index("c") + 1 :] or (args[0] if args else "")
            yield from judged(call, text)
            return
        elif not option.startswith("--") and "m" in option:
            yield from _module(call, option[option.index("m") + 1 :] or (args.pop(0) if args else ""), args)
            return
    yield from _script(call, args)


def _module(call: Call, name: str, rest: list[str]) -> Iterator[Deed]:
    if name in ("codriver", "codriver.cli"):
        call.start(("codriver", *rest))
    elif name in ("http.server", "pdb", "smtpd"):
        yield Deed(R1 if name == "http.server" else R2, call.name, f"-m {name}", local=name == "http.server")
    elif name in _MODULES and not call.remote:
        if name == "pip":
            call.start(("pip", *rest))
            return
        yield Deed(_MODULES[name], call.name, f"-m {name}: local work", local=True)
    elif name.split(".", maxsplit=1)[0] in ("pip", "ansible", "awscli", "poetry", "uv"):
        call.start(({"awscli": "aws"}.get(name, name.split(".", maxsplit=1)[0]), *rest))
    else:
        yield Deed(R2, call.name, f"runs the module {name}, and what that does is not known")


def _script(call: Call, args: list[str]) -> Iterator[Deed]:
    path = args[0] if args else "-"
    text = call.stdin if path in ("-", "/dev/stdin") else call.file(path)
    if (
        path.endswith("manage.py")
        and args[1:2]
        and args[1]
        in (
            "test",
            "check",
            "showmigrations",
            "makemigrations",
            "help",
            "diffsettings",
            "collectstatic",
            "shell_plus_help",
        )
    ):
        yield Deed(
            R1 if args[1] == "makemigrations" else READ,
            call.name,
            f"manage.py {args[1]}: local work",
            local=not call.remote,
        )
    elif (
        path.endswith("setup.py")
        and args[1:2]
        and args[1] in ("build", "test", "sdist", "bdist_wheel", "develop", "build_ext", "--version", "check")
    ):
        yield Deed(R1, call.name, f"setup.py {args[1]}: local work", local=not call.remote)
    elif text is None or not text.strip(UNKNOWN):
        why = f"runs {path}, which cannot be seen" if path != "-" else "opens a prompt, or runs what it is fed"
        yield Deed(R3 if text == HIDDEN else R2, call.name, why.replace(UNKNOWN, "..."))
    else:
        yield from judged(call, text)
