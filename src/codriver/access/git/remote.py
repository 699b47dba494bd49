"""A remote's newest history brought into a bare repository of ours: over HTTP(S) only, from the one address named.

Nothing of it is run: no hooks, no submodules, no filters, no redirects, no program that asks for a password.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from codriver.access.git.plumbing import found_git
from codriver.access.http.secret import scrubbed
from codriver.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codriver.access.http.login import Login

DEPTH = 300  # commits
_HINT = "check its address, the token, and that it answers over https"


def fetched(url: str, branch: str, folder: Path, login: Login, seconds: float) -> Path:
    """A bare repository below `folder` with the last commits of the branch (the remote's own when not said).

    Raises:
        SourceError: the address is no http(s) address, it does not answer in time, or refuses.
    """
    if not url.startswith(("http://", "https://")):
        raise SourceError(f"{url}: only http and https remotes are asked", hint="or name a clone under [repositories]")
    name = url.rstrip("/").rpartition("/")[2].removesuffix(".git") or "remote"
    home = folder / hashlib.sha256(f"{url} {branch}".encode()).hexdigest()[:16] / name
    git, until = found_git(), seconds
    if not (home / "HEAD").is_file():
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        _run([git, "init", "--quiet", "--bare", "--initial-branch=fetched", str(home)], home, login, until, url)
    wanted = f"+refs/heads/{branch}" if branch else "+HEAD"
    words = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-gc", f"--depth={DEPTH}"]
    _run([git, *words, "--", url, f"{wanted}:refs/heads/fetched"], home, login, until, url)
    return home


def _run(words: list[str], home: Path, login: Login, seconds: float, url: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - an absolute program, words of ours, our own environment
            words,
            cwd=home,
            env=dict(_surroundings(home, login)),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=max(0.1, seconds),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"{url}: did not answer in time", hint="raise deadline_s, or name a clone instead") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = scrubbed(said[-1] if said else "git failed", login.secrets())
        raise SourceError(f"{url}: {why}", hint=_HINT)


def _surroundings(home: Path, login: Login) -> Mapping[str, str]:
    """The whole environment: nothing of ours is passed on; the token goes in by configuration, not by the words."""
    settings = {
        "http.followRedirects": "false",
        "http.lowSpeedLimit": "1",
        "http.lowSpeedTime": "5",
        "credential.helper": "",
        "core.hooksPath": "/dev/null",
        "fetch.fsckObjects": "true",
        "protocol.version": "2",
    }
    if login.token.value:
        settings["http.extraHeader"] = f"Authorization: {login.headers().get('Authorization', '')}"
    if login.ca_file:
        settings["http.sslCAInfo"] = str(login.ca_file)
    numbered = list(enumerate(settings.items()))
    return {
        "PATH": os.defpath + os.pathsep + "/usr/local/bin",
        "HOME": str(home),
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_ALLOW_PROTOCOL": "http:https",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "/bin/false",
        "GIT_SSH_COMMAND": "/bin/false",
        "GIT_CONFIG_COUNT": str(len(numbered)),
        **{f"GIT_CONFIG_KEY_{number}": key for number, (key, _) in numbered},
        **{f"GIT_CONFIG_VALUE_{number}": value for number, (_, value) in numbered},
    }
