"""A name -> a module: ours, found by its file, or one that a stranger installed under an entry point.

It imports plug-ins and looks at nothing in them; whether a module keeps its folder's contract is the room's to say.
"""

import importlib
import pkgutil
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from codriver.errors import CodriverError, ConfigError

_FAILS_TO_IMPORT = (
    *(ImportError, SyntaxError, NameError, AttributeError, TypeError, ValueError, LookupError, AssertionError),
    *(ArithmeticError, RuntimeError, OSError, CodriverError, SystemExit),  # SystemExit: a script posing as a module
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A stranger's plug-in that cannot be imported: its name, and why, with the distribution that brought it."""

    name: str
    why: str


def discover(package: str) -> dict[str, ModuleType | Broken]:
    """Every plug-in of one of our folders (`codriver.connectors`), by name, in order of name.

    Ours are the folder's modules whose name has no `_` before it. A stranger's is an entry point of the group
    `codriver.<folder>` (`codriver.detectors` for `codriver.engine.detectors`) that names a module.

    Raises:
        ConfigError: a stranger's plug-in has the name of one of ours, or of another stranger's.
    """
    found: dict[str, ModuleType | Broken] = {**_ours(package)}
    brought_by = dict.fromkeys(found, "codriver")
    for point in _strangers(package):
        name = point.name.replace("-", "_")
        if name in found:
            raise _taken(package, point, brought_by[name])
        found[name], brought_by[name] = _loaded(name, point), _distribution(point)
    return dict(sorted(found.items()))


def one(package: str, name: str) -> ModuleType:
    """The plug-in of that name alone: the others are not imported, whatever they would need.

    Raises:
        ConfigError: there is none of that name, or a stranger's cannot be imported.
        ModuleNotFoundError: ours needs something that is not installed.
    """
    folder = importlib.import_module(package)
    ours = sorted(module.name for module in pkgutil.iter_modules(folder.__path__) if not module.name.startswith("_"))
    if name in ours:
        return importlib.import_module(f"{package}.{name}")
    strangers = {point.name.replace("-", "_"): point for point in _strangers(package)}
    if name not in strangers:
        known = ", ".join(sorted((*ours, *strangers)))
        raise ConfigError(f"no {package.rpartition('.')[2]} plug-in is named `{name}`", hint=f"known: {known}")
    found = _loaded(name, strangers[name])
    if isinstance(found, Broken):
        raise ConfigError(f"the plug-in `{name}` cannot be imported", hint=found.why)
    return found


def _ours(package: str) -> dict[str, ModuleType]:
    folder = importlib.import_module(package)
    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
    return {name: importlib.import_module(f"{package}.{name}") for name in names if not name.startswith("_")}


def _strangers(package: str) -> list[EntryPoint]:
    group = f"codriver.{package.rpartition('.')[2]}"
    return sorted(entry_points(group=group), key=lambda point: (point.name, _distribution(point)))


def _loaded(name: str, point: EntryPoint) -> ModuleType | Broken:
    try:
        module = point.load()
    except _FAILS_TO_IMPORT as error:
        return Broken(name, f"{point.value} of {_distribution(point)}: {type(error).__name__}: {error}")
    if not isinstance(module, ModuleType):
        return Broken(name, f"{point.value} of {_distribution(point)} is no module: name the module itself")
    return module


def _distribution(point: EntryPoint) -> str:
    return point.dist.name if point.dist else "an unknown distribution"


def _taken(package: str, point: EntryPoint, owner: str) -> ConfigError:
    stranger = _distribution(point)
    return ConfigError(
        f"{package}: {stranger} brings a plug-in `{point.name}`, a name that {owner} has already",
        hint=f"uninstall {stranger}, or ask its author for another name",
    )
