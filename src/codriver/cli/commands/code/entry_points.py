"""`codriver code entry-points`: which routes, commands and jobs reach this."""

from codriver.cli.commands.code.ask import verb

HELP = """List the HTTP routes, commands, tasks and consumers from which a definition is reached.

An entry is told by its decorator or annotation, by its name, or by being handed to a framework; each with the path.

\b
Examples:
  codriver code entry-points Cart.total
  codriver code entry-points src/shop/cart.py:120 --rev v1.4.2
"""
entry_points = verb("entry_points")
