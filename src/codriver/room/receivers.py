"""`[outbox.NAME]` of codriver.toml: who may be written to. Secrets come from the environment or a file."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from codriver.access.http.secret import Secret, secret
from codriver.errors import ConfigError
from codriver.outbox.kinds import KINDS
from codriver.outbox.letter import Receiver

Table = Mapping[str, object]


def receivers(outbox: Table, folder: Path, environ: Mapping[str, str]) -> tuple[Receiver, ...]:
    """Every receiver of the table.

    Raises:
        ConfigError: an unknown kind or key, a secret in the file, or one that is not where it should be.
    """
    return tuple(_receiver(name, outbox[name], folder, environ) for name in sorted(outbox))


def _receiver(name: str, table: object, folder: Path, environ: Mapping[str, str]) -> Receiver:
    where = f"outbox.{name}"
    if not isinstance(table, dict) or not all(isinstance(value, str | int) for value in table.values()):
        raise ConfigError(f"{where}: must be a table of texts", hint=f'[{where}] and kind = "slack"')
    kind = KINDS.get(str(table.get("kind", "")))
    if kind is None:
        raise ConfigError(f"{where}.kind: unknown `{table.get('kind', '')}`", hint=f"known: {', '.join(sorted(KINDS))}")
    known = ("kind", *kind.SETTINGS, *(f"{one}_{how}" for one in kind.SECRETS for how in ("env", "file")))
    for key in table:
        if key not in known:
            hint = f"known: {', '.join(known)}"
            raise ConfigError(f"{where}.{key}: unknown key, or a secret that must not stand here", hint=hint)
    settings = {key: str(table[key]) for key in kind.SETTINGS if key in table}
    if "folder" in settings:
        settings["folder"] = str((folder / settings["folder"]).absolute())
    return Receiver(
        name=name,
        kind=str(table["kind"]),
        settings=settings,
        secrets={one: _secret(table, one, folder, environ) for one in kind.SECRETS},
    )


def _secret(table: Table, name: str, folder: Path, environ: Mapping[str, str]) -> Secret:
    file = table.get(f"{name}_file")
    return secret(str(table.get(f"{name}_env", "")), folder / str(file) if file else None, environ)


def held(outbox: tuple[Receiver, ...]) -> Iterator[str]:
    """The secrets of all receivers: no text that leaves may hold them."""
    yield from (one.value for receiver in outbox for one in receiver.secrets.values() if one.value)
