"""`codriver code readers`: what reads this."""

from codriver.cli.commands.code.ask import verb

HELP = """List every place that reads a state: an attribute, a global, a table's column, a variable, a key, a flag.

\b
Examples:
  codriver code readers Cart.items
  codriver code readers shop.settings.TIMEOUT
  codriver code readers DATABASE_URL
"""
readers = verb("readers")
