"""`codriver code config`: which settings this reads."""

from codriver.cli.commands.code.ask import verb

HELP = """List the environment variables, configuration keys and flags that a definition reads, with their defaults.

It looks in the definition itself and in what it calls directly.

\b
Examples:
  codriver code config connect
  codriver code config src/shop/db.py:20
"""
config = verb("config")
