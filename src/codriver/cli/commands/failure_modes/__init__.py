"""The ways in which services are known to break: which there are, and drafts of new ones."""

from codriver.cli.commands.failure_modes.list import HELP as LIST
from codriver.cli.commands.failure_modes.list import list_modes
from codriver.cli.commands.failure_modes.new import HELP as NEW
from codriver.cli.commands.failure_modes.new import new
from codriver.cli.commands.knowledge.lint import HELP as LINT
from codriver.cli.commands.knowledge.lint import lint

ABOUT = "The ways in which services are known to break."
VERBS = (
    ("list", list_modes, LIST),
    ("new", new, NEW),
    ("lint", lint, LINT.replace("knowledge lint", "failure-modes lint")),
)
