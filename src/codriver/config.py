"""codriver.toml and the environment, read once, into a furnished Room.

Strict: a key that nobody reads is an error, because a misspelt setting must not look like a setting. Paths in the
file are relative to the file.
"""

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from codriver.access.http.login import Login
from codriver.access.http.secret import Secret, secret
from codriver.errors import ConfigError
from codriver.model import Service
from codriver.room.receivers import receivers
from codriver.room.request import LanguageModel, Live, LiveSource, Room

FILE = "codriver.toml"
CRITICALITIES = ("critical", "high", "normal", "low")

_TABLES = ("services", "knowledge", "sources", "repositories", "state", "outbox", "model")
_SERVICE = ("owner", "repo", "criticality", "depends_on", "aliases", "external")
_SOURCES = ("paths", "deadline_s", "lookback_m", "keep_s")
_SOURCE = (
    *("kind", "url", "token_env", "token_file", "user", "password_env", "password_file", "headers_env"),
    *("ca_file", "cert_file", "key_file", "max_mb", "proxy"),
)  # what every running system may have; its connector knows its other keys
_MODEL = ("provider", "name", "url", "key_env", "key_file", "deadline_s", "most_usd", "most_material", "most_tokens")
_USUAL_KEYS = {"anthropic": "ANTHROPIC_API_KEY", "openai_compatible": "OPENAI_API_KEY"}
_MOST_BYTES = 1 << 20  # a configuration that a person wrote is far smaller
_KINDS = {str: "a text in quotes", bool: "true or false", list: "a list of texts", dict: "a table"}

Table = Mapping[str, object]


def furnish(start: Path, environ: Mapping[str, str]) -> Room:
    """The Room as `codriver.toml` (CODRIVER_CONFIG, or found upward from `start`) and the environment say.

    No file is no error: the room is then furnished with nothing. Raises ConfigError for a file that cannot be read,
    an unknown key or a value of the wrong type, naming the key with its path.
    """
    file = config_file(start, environ)
    table = _read(file) if file else {}
    _only_known(table, _TABLES, "")
    folder = file.parent if file else start
    return Room(
        state=_state(table, folder, environ),
        journal=_journal(table, environ),
        outbox=receivers(_table(table, "outbox", "outbox"), folder, environ),
        services=_services(table),
        knowledge=_paths(table, "knowledge", folder, environ),
        repositories=_paths(table, "repositories", folder, environ),
        sources=_sources_paths(table, folder, environ),
        live=_live(table, folder, environ),
        model=_model(table, folder, environ),
        config_file=file,
    )


def config_file(start: Path, environ: Mapping[str, str]) -> Path | None:
    """The file that counts: CODRIVER_CONFIG when set, else the nearest `codriver.toml` at or above `start`."""
    named = environ.get("CODRIVER_CONFIG")
    if not named:
        here = start.absolute()
        return next((at / FILE for at in (here, *here.parents) if (at / FILE).is_file()), None)
    file = (start / named).absolute()
    if not file.is_file():
        raise ConfigError(f"CODRIVER_CONFIG: no such file: {file}", hint="name an existing file, or unset it")
    return file


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where the journal lies when the file does not say: CODRIVER_STATE, XDG_STATE_HOME, or ~/.local/state."""
    if environ.get("CODRIVER_STATE"):
        return Path(environ["CODRIVER_STATE"]).absolute()
    xdg = environ.get("XDG_STATE_HOME", "")
    if xdg.startswith("/"):  # the XDG specification: a relative path there is to be ignored
        return Path(xdg) / "codriver"
    return _home(environ) / ".local" / "state" / "codriver"


def _home(environ: Mapping[str, str]) -> Path:
    if not environ.get("HOME"):
        raise ConfigError("HOME is not set", hint="set CODRIVER_STATE to a folder that may be written")
    return Path(environ["HOME"])


def _read(file: Path) -> Table:
    try:
        with file.open("rb") as stream:
            text = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}", hint="check its permissions") from error
    if len(text) > _MOST_BYTES:
        raise ConfigError(f"{file}: larger than 1 MiB", hint="this is hardly a codriver.toml")
    try:
        return tomllib.loads(text.decode())
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: not UTF-8 at byte {error.start}", hint="save it as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{file}: {error}", hint="this is not TOML; texts need quotes: owner = 'team'") from error


def _state(table: Table, folder: Path, environ: Mapping[str, str]) -> Path:
    state = _table(table, "state", "state")
    _only_known(state, ("path", "journal"), "state")
    named = _text(state, "path", "state")
    return state_folder(environ) if environ.get("CODRIVER_STATE") or not named else _path(named, folder, environ)


def _journal(table: Table, environ: Mapping[str, str]) -> str:
    """The URL of a journal in PostgreSQL; empty: SQLite in the state folder."""
    url = environ.get("CODRIVER_JOURNAL") or _text(_table(table, "state", "state"), "journal", "state")
    if url and not url.startswith(("postgresql://", "postgres://")):
        raise ConfigError("state.journal: not a URL of PostgreSQL", hint="postgresql://user@host/database")
    return url


def _paths(table: Table, name: str, folder: Path, environ: Mapping[str, str]) -> tuple[Path, ...]:
    inner = _table(table, name, name)
    _only_known(inner, ("paths",), name)
    return tuple(_path(text, folder, environ) for text in _texts(inner, "paths", name))


def _sources_paths(table: Table, folder: Path, environ: Mapping[str, str]) -> tuple[Path, ...]:
    sources = _table(table, "sources", "sources")
    _only_known({key: value for key, value in sources.items() if not isinstance(value, dict)}, _SOURCES, "sources")
    return tuple(_path(text, folder, environ) for text in _texts(sources, "paths", "sources"))


def _live(table: Table, folder: Path, environ: Mapping[str, str]) -> Live:
    sources = _table(table, "sources", "sources")
    named = sorted(name for name, value in sources.items() if isinstance(value, dict))
    usual = Live()
    return Live(
        sources=tuple(_live_source(sources, name, folder, environ) for name in named),
        deadline_s=_number(sources, "deadline_s", "sources", usual.deadline_s),
        lookback_m=_number(sources, "lookback_m", "sources", usual.lookback_m),
        keep_s=_number(sources, "keep_s", "sources", usual.keep_s),
    )


def _live_source(sources: Table, name: str, folder: Path, environ: Mapping[str, str]) -> LiveSource:
    where = f"sources.{name}"
    table = _table(sources, name, where)
    for key in ("token", "password"):
        if key in table:
            hint = f"keep it out of this file: {key}_env names an environment variable, {key}_file a file"
            raise ConfigError(f"{where}.{key}: a secret stands in {FILE}", hint=hint)
    files = {key: _path(_text(table, key, where), folder, environ) for key in _FILES if table.get(key)}
    login = Login(
        token=_secret(table, "token", files, environ, where),
        user=_text(table, "user", where),
        password=_secret(table, "password", files, environ, where),
        more={header: secret(variable, None, environ) for header, variable in _headers(table, where).items()},
        ca_file=files.get("ca_file"),
        cert_file=files.get("cert_file"),
        key_file=files.get("key_file"),
        proxy=_text(table, "proxy", where),
    )
    return LiveSource(
        name=name,
        kind=(_text(table, "kind", where) or name).replace("-", "_"),
        url=_text(table, "url", where),
        login=login,
        max_mb=_number(table, "max_mb", where, 32.0),
        settings={key: value for key, value in table.items() if key not in _SOURCE},
    )


def _model(table: Table, folder: Path, environ: Mapping[str, str]) -> LanguageModel:
    model = _table(table, "model", "model")
    if "key" in model:
        hint = "keep it out of this file: key_env names an environment variable, key_file a file"
        raise ConfigError(f"model.key: a secret stands in {FILE}", hint=hint)
    _only_known(model, _MODEL, "model")
    usual, provider = LanguageModel(), (_text(model, "provider", "model") or "none").replace("-", "_")
    file = _path(_text(model, "key_file", "model"), folder, environ) if model.get("key_file") else None
    return LanguageModel(
        provider=provider,
        name=_text(model, "name", "model"),
        url=_text(model, "url", "model"),
        key=secret(_text(model, "key_env", "model") or _USUAL_KEYS.get(provider, ""), file, environ),
        deadline_s=_number(model, "deadline_s", "model", usual.deadline_s),
        most_usd=_number(model, "most_usd", "model", usual.most_usd),
        most_material=int(_number(model, "most_material", "model", usual.most_material)),
        most_tokens=int(_number(model, "most_tokens", "model", usual.most_tokens)),
    )


_FILES = ("token_file", "password_file", "ca_file", "cert_file", "key_file")


def _secret(table: Table, name: str, files: Mapping[str, Path], environ: Mapping[str, str], where: str) -> Secret:
    return secret(_text(table, f"{name}_env", where), files.get(f"{name}_file"), environ)


def _headers(table: Table, where: str) -> dict[str, str]:
    found = _table(table, "headers_env", f"{where}.headers_env")
    return {header: _text(found, header, f"{where}.headers_env") for header in found}


def _number(table: Table, key: str, where: str, default: float) -> float:
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise ConfigError(f"{where}.{key}: must be a number above 0, is {value!r}", hint=f"{key} = {default:g}")
    return float(value)


def _path(text: str, folder: Path, environ: Mapping[str, str]) -> Path:
    if text == "~" or text.startswith("~/"):
        return _home(environ) / text[2:]
    return (folder / text).absolute()


def _services(table: Table) -> tuple[Service, ...]:
    services = _table(table, "services", "services")
    found = tuple(_service(services, name) for name in sorted(services))
    _no_name_twice(found)
    return found


def _service(services: Table, name: str) -> Service:
    where = f"services.{name}"
    table = _table(services, name, where)
    _only_known(table, _SERVICE, where)
    return Service(
        name=name,
        owner=_text(table, "owner", where),
        repo=_text(table, "repo", where),
        criticality=_criticality(table, where),
        external=bool(_value(table, "external", where, bool, default=False)),
        depends_on=_texts(table, "depends_on", where),
        aliases=_texts(table, "aliases", where),
    )


def _criticality(table: Table, where: str) -> str:
    word = _text(table, "criticality", where) or "normal"
    if word not in CRITICALITIES:
        raise ConfigError(f"{where}.criticality: unknown `{word}`", hint=_known_words(word, CRITICALITIES))
    return word


def _no_name_twice(services: tuple[Service, ...]) -> None:
    owners = {service.name: service.name for service in services}
    for service in services:
        for alias in service.aliases:
            owner = owners.setdefault(alias, service.name)
            if owner != service.name:
                raise ConfigError(
                    f"services.{service.name}.aliases: `{alias}` already names {owner}",
                    hint="give each name to one service",
                )


def _only_known(table: Table, known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            path = f"{where}.{key}" if where else key
            raise ConfigError(f"{path}: unknown key `{key}`", hint=_known_words(key, known))


def _known_words(word: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(word, known, n=1)
    meant = f"did you mean `{close[0]}`? " if close else ""
    return f"{meant}known: {', '.join(known)}"


def _value(table: Table, key: str, where: str, kind: type, *, default: object) -> object:
    value = table.get(key, default)
    if not isinstance(value, kind):
        raise ConfigError(f"{where}.{key}: must be {_KINDS[kind]}, is {value!r}", hint=f"see `{where}` in {FILE}")
    return value


def _text(table: Table, key: str, where: str) -> str:
    return str(_value(table, key, where, str, default=""))


def _texts(table: Table, key: str, where: str) -> tuple[str, ...]:
    values = _value(table, key, where, list, default=[])
    assert isinstance(values, list)
    if not all(isinstance(value, str) and value for value in values):
        raise ConfigError(f"{where}.{key}: must be a list of texts, is {values!r}", hint=f'{key} = ["one", "two"]')
    return tuple(values)


def _table(table: Table, key: str, where: str) -> Table:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: must be a table, is {value!r}", hint=f"write [{where}] on a line of its own")
    return value
