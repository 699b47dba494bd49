"""The commands of one incident run in the same kind of home as all others."""

from tests.cli.commands.conftest import Run, deploys, home, logs, run

__all__ = ["Run", "deploys", "home", "logs", "run"]
