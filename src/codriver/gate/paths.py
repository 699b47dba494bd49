"""Where a path lies: one's own working tree and temporary files, settings of a host, stored data, devices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate.guarded import GUARD, is_guarded
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed
from codriver.gate.verdict import R1, R2, R3, READ, Deed

_NOWHERE = (
    "/dev/null",
    "/dev/stdout",
    "/dev/stderr",
    "/dev/tty",
    "/dev/fd/",
    "/dev/zero",
    "/dev/random",
    "/dev/urandom",
)
_SCRATCH = ("/tmp/", "/var/tmp/", "/dev/shm/", "/private/tmp/")  # noqa: S108 - as text
_STORES = tuple(listed("/srv /var/lib /var/spool /var/backups /var/mail /data /mnt /backup /opt /home /export"))
_STORED = tuple(listed(".db .sqlite .sqlite3 .mdb .ibd .rdb .aof .wal .dump .bak"))
_DOTFILE = re.compile(r"(~|/home/[^/]+|/root|/Users/[^/]+)/\.(?!cache/|venv/)")
_GITS_OWN = re.compile(r"(^|/)(\.git/(hooks|config|info/attributes|modules)(/|$)|\.husky/)")
_OWN = ("/home/", "/Users/", "/workspace", "/workspaces", "/repo", "/root/")


def is_nowhere(path: str) -> bool:
    """A device that keeps nothing."""
    return path.startswith(_NOWHERE) and not path.startswith("/dev/tty/") and not re.match("/dev/tty.", path)


def is_scratch(path: str) -> bool:
    """A temporary file of the caller's."""
    return path.startswith(_SCRATCH) and ".." not in path


def is_tree(path: str) -> bool:
    """Within the folder that the caller stands in (or one's own folders), as far as the text tells."""
    inside = not path.startswith(("/", "~", UNKNOWN)) and not (path + "/").startswith("../../../")
    own = path.startswith(("~/", *_OWN))
    return bool(path) and (inside or own) and not (_is_secret(path) or _is_setting(path))


def _is_setting(path: str) -> bool:
    """What programs read when they start: files of a home, git's hooks and settings; and where the record lies."""
    return bool(_DOTFILE.match(path) or _GITS_OWN.search(path)) or path.endswith("codriver.toml")


def _is_secret(path: str) -> bool:
    return any(part in path for part in ("/.ssh", "/.kube", "/.aws", "/.gnupg", "/.config/gcloud", "/.docker"))


def is_stored(path: str) -> bool:
    """Where systems keep data."""
    return path.startswith(_STORES) or path.endswith(_STORED)


def is_device(path: str) -> bool:
    """A disk or another piece of hardware."""
    return path.startswith("/dev/") and not is_nowhere(path)


def is_root(path: str) -> bool:
    """A whole machine or home, not something in it."""
    return path.rstrip("/*.") in ("", "~", "$HOME") or path in (
        UNKNOWN,
        UNKNOWN + "/",
        UNKNOWN + "/*",
        "*",
        ".",
        "./",
        "./*",
    )


def written(path: str, *, remote: bool, whole: bool = True, saved: bool = False, tool: str = ">") -> Iterator[Deed]:
    """The deed of writing to a path; `whole` when what was there is gone, `saved` when an answer is kept there."""
    if is_nowhere(path):
        return
    if is_guarded(path):
        yield Deed(R3, GUARD, f"writes {path}, which holds the lock or the record")
        return
    if path.startswith(("/dev/tcp/", "/dev/udp/")):
        yield Deed(R2, tool, f"speaks to {path} on the network")
    elif is_device(path):
        yield Deed(R3, tool, f"writes over the device {path}")
    elif is_scratch(path):
        yield Deed(R1 if remote else READ, tool, f"writes the temporary file {path}", local=not remote)
    elif is_tree(path) and not remote:
        yield Deed(READ if saved else R1, tool, f"writes {path} in the working tree", local=True)
    elif whole and is_stored(path) and path.endswith(_STORED):
        yield Deed(R3, tool, f"overwrites {path}, where data is kept")
    else:
        yield Deed(R2, tool, f"writes {shown(path)}")


def removed(path: str, *, remote: bool, tool: str) -> Deed:
    """The deed of removing a path for good."""
    if is_guarded(path):
        return Deed(R3, GUARD, f"removes {path}, which holds the lock or the record")
    if is_root(path):
        return Deed(R3, tool, f"removes {shown(path)}: everything that lies there")
    if is_scratch(path):
        return Deed(R1 if remote else READ, tool, f"removes the temporary {path}", local=not remote)
    if is_tree(path) and not remote:
        return Deed(R1, tool, f"removes {path} from the working tree", local=True)
    return Deed(R3, tool, f"removes {shown(path)} for good")


def shown(path: str) -> str:
    """A path for the eye: what is unknown as an ellipsis."""
    return path.replace(UNKNOWN, "...") or "nothing"
