"""The team's runbooks: which there are, and how they are found."""

from codriver.cli.commands.runbooks.bring import HELP as IMPORT
from codriver.cli.commands.runbooks.bring import bring
from codriver.cli.commands.runbooks.list import HELP as LIST
from codriver.cli.commands.runbooks.list import list_runbooks
from codriver.cli.commands.runbooks.tune import HELP as TUNE
from codriver.cli.commands.runbooks.tune import tune

ABOUT = "The team's runbooks: list, import, tune."
VERBS = (("list", list_runbooks, LIST), ("import", bring, IMPORT), ("tune", tune, TUNE))
