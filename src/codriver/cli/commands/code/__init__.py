"""Questions about the code that runs; one command a file, listed here."""

from codriver.cli.commands.code.callees import HELP as CALLEES
from codriver.cli.commands.code.callees import callees
from codriver.cli.commands.code.callers import HELP as CALLERS
from codriver.cli.commands.code.callers import callers
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
)
