"""A read-only program run for its output: no shell, a few programs and verbs, bounded in time and size.

What it is not: a way to do anything. Only what stands in the list below runs, and only with verbs that read.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from tempfile import TemporaryFile

from codriver.access.files.limits import MIB
from codriver.errors import ConfigError, SourceError

MOST_BYTES = 32 * MIB
_CLOUD = r"(describe|list|get|show|ls)(-[\w-]+)?"
ALLOWED: Mapping[str, str] = {  # program -> what its words, joined by blanks, must begin with
    "kubectl": r"(-n \S+ |--\w[\w-]*=\S+ )*(get|describe|logs|top|events|rollout (history|status)|version)\b",
    "oc": r"(-n \S+ )*(get|describe|logs|adm top|rollout (history|status))\b",
    "helm": r"(list|ls|history|status|get (metadata|manifest|notes))\b",
    "docker": r"(ps|logs|inspect|stats --no-stream|events --until|images|compose (ps|logs|images))\b",
    "podman": r"(ps|logs|inspect|images)\b",
    "systemctl": r"(status|show|list-units|is-active|is-failed|cat)\b",
    "journalctl": r"(?!.*--(vacuum|rotate|flush|sync|relinquish))",
    "aws": rf"[a-z0-9-]+ {_CLOUD}\b",
    "gcloud": rf"([a-z0-9-]+ )+{_CLOUD}\b",
    "az": rf"([a-z0-9-]+ )+{_CLOUD}\b",
    "argocd": r"app (list|get|history|resources)\b",
    "terraform": r"(show|output|state list|version)\b",
    "nomad": r"(status|job (status|history)|alloc (status|logs))\b",
    "consul": r"(members|catalog|operator raft list-peers)\b",
}
_SECRETIVE = re.compile(
    r"(?i)\bsecrets?\b|get-(secret|password|login|session)|--with-decryption|get values|config view"
)


def allowed(words: Sequence[str]) -> None:
    """Raises ConfigError when the command is not one that is known to read only."""
    program, rest = (words[0], " ".join(words[1:])) if words else ("", "")
    if program not in ALLOWED:
        why = f"`{program}` is not among the programs that may be run"
        raise ConfigError(why, hint=f"known: {', '.join(ALLOWED)}")
    if not re.match(ALLOWED[program], rest):
        why = f"`{' '.join(words)}` is not known to read only"
        raise ConfigError(why, hint=f"allowed: {program} {ALLOWED[program]}")
    if _SECRETIVE.search(rest):
        raise ConfigError(f"`{' '.join(words)}` may print secrets", hint="ask for something that holds none")


def run(words: Sequence[str], seconds: float) -> bytes:
    """What the command prints.

    Raises:
        ConfigError: it is not allowed.
        SourceError: it is not installed, fails, is too slow or prints too much.
    """
    allowed(words)
    program = shutil.which(words[0], path=os.pathsep.join(p for p in os.get_exec_path() if p.startswith("/")))
    if program is None:
        raise SourceError(f"{words[0]} is not installed, or not on PATH", hint="install it, or remove this source")
    with TemporaryFile() as out, TemporaryFile() as said:
        child = subprocess.Popen(  # noqa: S603 - an absolute program from the list above, no shell
            [program, *words[1:]], stdin=subprocess.DEVNULL, stdout=out, stderr=said, start_new_session=True
        )
        try:
            code = child.wait(timeout=max(0.1, seconds))
        except subprocess.TimeoutExpired as error:
            child.kill()
            child.wait()
            raise SourceError(f"`{words[0]}` took longer than {seconds:.2g} s", hint="raise deadline_s") from error
        if out.tell() > MOST_BYTES:
            raise SourceError(f"`{words[0]}` printed more than {MOST_BYTES // MIB} MiB", hint="ask it for less")
        if code:
            said.seek(0)
            why = said.read(300).decode("utf-8", "replace").strip()
            raise SourceError(f"`{words[0]}` failed ({code}): {why}", hint="run it by hand to see why")
        out.seek(0)
        return out.read()
