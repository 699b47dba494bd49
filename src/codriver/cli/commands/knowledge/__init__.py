"""The team's documents as a whole."""

from codriver.cli.commands.knowledge.lint import HELP as LINT
from codriver.cli.commands.knowledge.lint import lint
from codriver.cli.commands.knowledge.seen import HELP as SEEN
from codriver.cli.commands.knowledge.seen import seen

ABOUT = "The team's documents: lint, and what was seen before."
VERBS = (("lint", lint, LINT), ("seen", seen, SEEN))
