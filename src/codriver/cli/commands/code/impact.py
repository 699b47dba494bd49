"""`codriver code impact`: what breaks with this."""

from codriver.cli.commands.code.ask import verb

HELP = """List what runs a definition, directly and through others: what can break when it does.

Each place says in how many steps, and by which path. Places whose type is unknown are not followed further.

\b
Examples:
  codriver code impact Cart.total
  codriver code impact src/shop/cart.py:120 --json
"""
impact = verb("impact")
