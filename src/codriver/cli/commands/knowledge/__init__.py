"""The team's documents as a whole."""

from codriver.cli.commands.knowledge.lint import HELP as LINT
from codriver.cli.commands.knowledge.lint import lint

ABOUT = "The team's documents as a whole: what is wrong with them."
VERBS = (("lint", lint, LINT),)
