"""`codriver code callees`: what this calls."""

from codriver.cli.commands.code.ask import verb

HELP = """List what a function calls, line by line, and where each of those is defined.

\b
Examples:
  codriver code callees Cart.total
  codriver code callees src/shop/cart.py:120
"""
callees = verb("callees")
