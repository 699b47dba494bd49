"""Where the cluster is and how it lets us in: from a kubeconfig, or from inside a pod.

What it is not: kubectl. A kubeconfig that says to run a program for a token is not obeyed: nothing that is read is run.
"""

import atexit
import base64
import binascii
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from codriver.access.bounded_yaml import BrokenYaml, read
from codriver.access.http.login import Login
from codriver.access.http.secret import Secret, secret
from codriver.errors import SourceError

POD = Path("/var/run/secrets/kubernetes.io/serviceaccount")
MOST_BYTES = 1 << 20
_PROXY = "run `kubectl proxy` and set url = 'http://127.0.0.1:8001'; or set url and token_file"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The API server's address, how it lets us in, and the namespace that is meant when none is said."""

    url: str
    login: Login
    namespace: str = ""


def cluster(environ: Mapping[str, str], context: str = "", pod: Path = POD) -> Cluster:
    """The cluster of the context (the current one when not said), or the one that we run in.

    Raises:
        SourceError: there is none, or it asks for more than a file can give.
    """
    file = _file(environ)
    if file is None:
        if (pod / "token").is_file() and environ.get("KUBERNETES_SERVICE_HOST"):
            return _inside(environ, pod)
        raise SourceError("no kubeconfig, and this is no pod", hint=f"set KUBECONFIG; or {_PROXY}")
    config = _read(file)
    named = context or str(config.get("current-context") or "")
    chosen = _named(config, "contexts", "context", named, file)
    server = _named(config, "clusters", "cluster", str(chosen.get("cluster", "")), file)
    user = _named(config, "users", "user", str(chosen.get("user", "")), file) if chosen.get("user") else {}
    return Cluster(str(server.get("server", "")), _login(server, user, file), str(chosen.get("namespace") or ""))


def _file(environ: Mapping[str, str]) -> Path | None:
    listed = [Path(one) for one in environ.get("KUBECONFIG", "").split(os.pathsep) if one]
    home = [Path(environ["HOME"]) / ".kube" / "config"] if environ.get("HOME") and not listed else []
    return next((one for one in (*listed, *home) if one.is_file()), None)


def _inside(environ: Mapping[str, str], pod: Path) -> Cluster:
    host, port = environ["KUBERNETES_SERVICE_HOST"], environ.get("KUBERNETES_SERVICE_PORT", "443")
    shown = f"[{host}]" if ":" in host else host
    login = Login(token=secret("", pod / "token", {}), ca_file=pod / "ca.crt")
    return Cluster(f"https://{shown}:{port}", login)


def _read(file: Path) -> Mapping[str, object]:
    try:
        text = file.read_bytes()[: MOST_BYTES + 1].decode("utf-8", "replace")
    except OSError as error:
        raise SourceError(f"{file}: cannot be read: {error.strerror}", hint="check its permissions") from error
    try:
        found = read(text).value
    except BrokenYaml as error:
        raise SourceError(f"{file}:{error.line}: {error.message}", hint=error.hint) from error
    if not isinstance(found, dict):
        raise SourceError(f"{file}: no kubeconfig", hint=_PROXY)
    return found


def _named(config: Mapping[str, object], group: str, part: str, name: str, file: Path) -> Mapping[str, object]:
    rows = config.get(group)
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and row.get("name") == name and isinstance(row.get(part), dict):
            found: Mapping[str, object] = row[part]
            return found
    raise SourceError(f"{file}: no {part} `{name}`", hint="`kubectl config get-contexts` lists them; say `context`")


def _login(server: Mapping[str, object], user: Mapping[str, object], file: Path) -> Login:
    if "exec" in user or "auth-provider" in user:
        raise SourceError(f"{file}: its user is let in by a program, which codriver does not run", hint=_PROXY)
    token = Secret(str(user["token"])) if user.get("token") else Secret()
    if user.get("tokenFile"):
        token = secret("", Path(str(user["tokenFile"])), {})
    return Login(
        token=token,
        user=str(user.get("username") or ""),
        password=Secret(str(user.get("password") or "")),
        ca_file=_pem(server, "certificate-authority", file),
        cert_file=_pem(user, "client-certificate", file),
        key_file=_pem(user, "client-key", file),
    )


def _pem(table: Mapping[str, object], key: str, file: Path) -> Path | None:
    """The file that is named, or a private file of ours with the bytes that stand in the kubeconfig itself."""
    if table.get(key):
        return file.parent / str(table[key])
    if not table.get(f"{key}-data"):
        return None
    try:
        content = base64.b64decode(str(table[f"{key}-data"]), validate=True)
    except binascii.Error as error:
        raise SourceError(f"{file}: {key}-data is no base64", hint=_PROXY) from error
    # TLS of the standard library reads keys from files only: a private one, gone when codriver ends.
    number, path = tempfile.mkstemp(prefix="codriver-", suffix=".pem")  # 0600 by itself
    with os.fdopen(number, "wb") as stream:
        stream.write(content)
    atexit.register(Path(path).unlink, missing_ok=True)
    return Path(path)
