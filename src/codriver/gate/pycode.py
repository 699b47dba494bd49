"""Python code, judged by what it calls and imports, never run: files, other programs, the network."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from codriver.gate import sql
from codriver.gate.guarded import GUARD, is_guarded
from codriver.gate.paths import removed, written
from codriver.gate.shell.prints import quoted
from codriver.gate.shell.scope import resolved
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed
from codriver.gate.verdict import R1, R2, R3, Deed

if TYPE_CHECKING:
    from codriver.gate.call import Call

HARMLESS = frozenset(
    listed(
        "json sys re math datetime time collections itertools functools statistics csv base64 hashlib "
        "string textwrap random decimal fractions operator typing dataclasses enum pprint calendar uuid "
        "os pathlib glob fnmatch io gzip bz2 lzma zlib struct binascii difflib html urllib urllib.parse "
        "shlex argparse platform locale unicodedata traceback contextlib copy heapq bisect array types "
        "numbers abc ipaddress zoneinfo configparser tomllib yaml email mimetypes secrets hmac zipfile "
        "tarfile shutil tempfile subprocess socket http http.client urllib.request urllib.error warnings "
        "inspect importlib.metadata __future__ tokenize ast dis sqlite3 xml xml.etree "
        "xml.etree.ElementTree numpy pandas polars yaml pyyaml logging getpass pwd grp stat errno select "
        "signal"
    )
)
_REMOVES = frozenset(["remove", "unlink", "rmtree", "rmdir", "removedirs", "truncate", "ftruncate"])
_WRITES = frozenset(
    listed(
        "write_text write_bytes rename replace mkdir makedirs touch symlink link chmod chown move copy "
        "copy2 copyfile copytree symlink_to hardlink_to extractall extract make_archive mknod mkfifo "
        "lchown utime setxattr"
    )
)
_STARTS = frozenset(
    listed(
        "system popen run call check_call check_output Popen getoutput getstatusoutput execv execve "
        "execvp execl execlp execle execvpe spawnl spawnv spawnlp spawnvp spawn posix_spawn posix_spawnp "
        "startfile fork forkpty create_subprocess_exec create_subprocess_shell"
    )
)
_SENDS = frozenset(
    listed(
        "post put patch delete urlopen urlretrieve request sendall sendto connect create_connection "
        "HTTPConnection HTTPSConnection kill killpg abort reboot setns ptrace"
    )
)
_BUILDS = frozenset(
    listed(
        "eval exec compile __import__ import_module run_path run_module exec_module loads_pickle "
        "load_module getattr setattr globals vars __getattribute__ CDLL cdll attrgetter methodcaller "
        "b64decode_exec"
    )
)
_PATHLIKE = frozenset(["os", "shutil", "pathlib", "Path", "subprocess"])


def judged(call: Call, text: str) -> Iterator[Deed]:
    """The deeds of the code; code that cannot be read is R2."""
    if UNKNOWN in text and not text.replace(UNKNOWN, "").strip():
        yield Deed(R2, "python", "runs code that is not known")
        return
    try:
        tree = ast.parse(text.replace(UNKNOWN, "_unknown_"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        yield Deed(R2, "python", "runs code that cannot be read")
        return
    names = _names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imported(node)
        elif isinstance(node, ast.Call):
            yield from _called(call, node, names)
        elif (
            isinstance(node, ast.Attribute)
            and node.attr.startswith("__")
            and node.attr not in ("__version__", "__name__", "__doc__", "__file__", "__init__")
        ):
            yield Deed(R2, "python", f"reaches for {node.attr}")
        elif (
            isinstance(node, ast.Name)
            and node.id in ("__builtins__", "_unknown_", "eval", "exec")
            and not _is_called(tree, node)
        ):
            yield Deed(R2, "python", f"uses {node.id}".replace("_unknown_", "a name that is not known"))


def _is_called(tree: ast.AST, name: ast.Name) -> bool:
    return any(isinstance(node, ast.Call) and node.func is name for node in ast.walk(tree))


def _names(tree: ast.AST) -> dict[str, str]:
    """`from os import remove as r`, `r = os.remove`: what a name stands for."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found.update({alias.asname or alias.name: alias.name for alias in node.names})
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute | ast.Name):
            value = node.value.attr if isinstance(node.value, ast.Attribute) else node.value.id
            found.update(
                {target.id: found.get(value, value) for target in node.targets if isinstance(target, ast.Name)}
            )
    return found


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[Deed]:
    modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
    for module in modules:
        if module == "codriver" or module.startswith("codriver."):
            yield Deed(R3, GUARD, "reaches into codriver itself")
        elif module in listed(
            "pty ctypes pexpect fcntl termios pickle marshal runpy code importlib builtins multiprocessing"
        ):
            yield Deed(R2, "python", f"imports {module}")
        elif module not in HARMLESS:
            yield Deed(R2, "python", f"imports {module}, and what that does is not known")


def _called(call: Call, node: ast.Call, names: dict[str, str]) -> Iterator[Deed]:
    written_as = node.func.attr if isinstance(node.func, ast.Attribute) else _id(node.func)
    name = names.get(written_as, written_as) if isinstance(node.func, ast.Name) else written_as
    if name in _STARTS and not (name in ("run", "call", "spawn") and _is_own(node)):
        yield from _started(call, node)
    elif name in _REMOVES:
        yield from _path_of(call, node, gone=True)
    elif name == "open":
        yield from _opened(call, node)
    elif name in _WRITES and not (name in ("replace", "copy", "move") and not _on_files(node)):
        yield from _path_of(call, node, gone=False)
    elif name in ("execute", "executescript", "executemany", "connect", *_SENDS):
        yield from _asked(node, name)
    elif name in _BUILDS and not _plain_getattr(node, name):
        yield from _built(call, node, name)
    elif not name and not isinstance(node.func, ast.Lambda):
        yield Deed(R2, "python", "calls what it puts together itself")


def _id(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _asked(node: ast.Call, name: str) -> Iterator[Deed]:
    """A database or a server."""
    first = _text_of(node.args[0]) if node.args else UNKNOWN
    if name.startswith("execute"):
        yield from sql.rated(first, "python")
    elif name == "connect" and is_guarded(first):
        yield Deed(R3, GUARD, "opens codriver's record by itself")
    elif name != "connect" or not first.endswith((".db", ".sqlite", ".sqlite3", ":memory:")):
        yield Deed(R3 if name == "delete" else R2, "python", f"calls {name}()")


def _built(call: Call, node: ast.Call, name: str) -> Iterator[Deed]:
    yield Deed(R2, "python", f"calls {name}(): what it does is not known before it runs")
    for argument in node.args:
        if (
            isinstance(argument, ast.Constant)
            and isinstance(argument.value, str)
            and name in ("eval", "exec", "compile")
        ):
            yield from judged(call, argument.value)


def _is_own(node: ast.Call) -> bool:
    """`self.run()` and `asyncio.run(main())` start no program."""
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    return isinstance(owner, ast.Name) and owner.id in ("self", "asyncio", "app", "cls", "uvicorn", "loop")


def _on_files(node: ast.Call) -> bool:
    """`os.replace(a, b)` and `Path(a).replace(b)` move a file; `text.replace(a, b)` does not."""
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    inner = owner.func if isinstance(owner, ast.Call) else owner
    named = inner.id if isinstance(inner, ast.Name) else inner.attr if isinstance(inner, ast.Attribute) else ""
    return named in _PATHLIKE or owner is None


def _plain_getattr(node: ast.Call, name: str) -> bool:
    known = (
        len(node.args) > 1
        and isinstance(node.args[1], ast.Constant)
        and str(node.args[1].value) not in _STARTS | _REMOVES | _BUILDS
    )
    return (name in ("getattr", "setattr") and known) or (name == "compile" and _is_own_regex(node))


def _is_own_regex(node: ast.Call) -> bool:
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    return isinstance(owner, ast.Name) and owner.id == "re"


def _text_of(node: ast.expr | None) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else UNKNOWN for part in node.values)  # type: ignore[misc]  # constants of an f-string are text
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _text_of(node.left) + _text_of(node.right)
    if isinstance(node, ast.Call) and node.args and not isinstance(node.func, ast.Subscript):
        return _text_of(node.args[0])
    return UNKNOWN


def _started(call: Call, node: ast.Call) -> Iterator[Deed]:
    first = (
        node.args[0] if node.args else next((word.value for word in node.keywords if word.arg in ("args", "cmd")), None)
    )
    if isinstance(first, ast.List | ast.Tuple):
        words = [_text_of(item) for item in first.elts]
    elif len(node.args) > 1 and all(isinstance(argument, ast.Constant) for argument in node.args):
        words = [_text_of(argument) for argument in node.args]
    else:
        words = []
    text = " ".join(map(quoted, words)) if words else _text_of(first)
    if not text.strip(UNKNOWN + " '"):
        yield Deed(R2, "python", "starts a program that is not known before it runs")
    else:
        call.shell(text)


def _path_of(call: Call, node: ast.Call, *, gone: bool) -> Iterator[Deed]:
    candidates = [_text_of(argument) for argument in node.args]
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call):
        candidates.append(_text_of(node.func.value))
    if (
        gone
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "remove"
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id not in _PATHLIKE
    ):
        return  # `items.remove(x)`
    for path in candidates or [UNKNOWN]:
        if gone:
            yield removed(resolved(path, call.scope), remote=call.remote, tool="python")
        else:
            yield from written(resolved(path, call.scope), remote=call.remote, tool="python")


def _opened(call: Call, node: ast.Call) -> Iterator[Deed]:
    mode_node = (
        node.args[1] if len(node.args) > 1 else next((word.value for word in node.keywords if word.arg == "mode"), None)
    )
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    path = _text_of(node.args[0]) if node.args else _text_of(owner)
    if isinstance(owner, ast.Call):  # Path(...).open(mode)
        path, mode_node = _text_of(owner), node.args[0] if node.args else mode_node
    mode = _text_of(mode_node) if mode_node is not None else "r"
    if UNKNOWN in mode or set(mode) & set("wax+"):
        yield from written(resolved(path, call.scope), remote=call.remote, tool="python", whole="w" in mode)


_ = R1
