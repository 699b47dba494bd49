"""Questions about the code that runs; one command a file, listed here."""

from codriver.cli.commands.code.callees import HELP as CALLEES
from codriver.cli.commands.code.callees import callees
from codriver.cli.commands.code.callers import HELP as CALLERS
from codriver.cli.commands.code.callers import callers
from codriver.cli.commands.code.changed import HELP as CHANGED
from codriver.cli.commands.code.changed import changed
from codriver.cli.commands.code.config import HELP as CONFIG
from codriver.cli.commands.code.config import config
from codriver.cli.commands.code.emits import HELP as EMITS
from codriver.cli.commands.code.emits import emits
from codriver.cli.commands.code.entry_points import HELP as ENTRY_POINTS
from codriver.cli.commands.code.entry_points import entry_points
from codriver.cli.commands.code.explain import HELP as EXPLAIN
from codriver.cli.commands.code.explain import explain
from codriver.cli.commands.code.impact import HELP as IMPACT
from codriver.cli.commands.code.impact import impact
from codriver.cli.commands.code.owners import HELP as OWNERS
from codriver.cli.commands.code.owners import owners
from codriver.cli.commands.code.paths import HELP as PATHS
from codriver.cli.commands.code.paths import paths
from codriver.cli.commands.code.readers import HELP as READERS
from codriver.cli.commands.code.readers import readers
from codriver.cli.commands.code.writers import HELP as WRITERS
from codriver.cli.commands.code.writers import writers

ABOUT = "The code that runs: who calls it, owns it, changes it."
VERBS = (
    ("callers", callers, CALLERS),
    ("callees", callees, CALLEES),
    ("writers", writers, WRITERS),
    ("readers", readers, READERS),
    ("impact", impact, IMPACT),
    ("entry-points", entry_points, ENTRY_POINTS),
    ("paths", paths, PATHS),
    ("config", config, CONFIG),
    ("owners", owners, OWNERS),
    ("changed", changed, CHANGED),
    ("explain", explain, EXPLAIN),
    ("emits", emits, EMITS),
)
