"""`codriver code readers`: what reads this."""

from codriver.cli.commands.code.ask import verb

HELP = """List every place that reads a state: an attribute, a class attribute, a module's global.

\b
Examples:
  codriver code readers Cart.items
  codriver code readers shop.settings.TIMEOUT
"""
readers = verb("readers")
