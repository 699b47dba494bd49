"""`codriver code writers`: what can change this."""

from codriver.cli.commands.code.ask import verb

HELP = """List every place that can change a state: an attribute, a class attribute, a module's global.

Assignments, `+=`, `del`, items, mutating methods (`append`, `update` ...), constructor keywords, copies with changes,
`setattr`. FILE:LINE means the state that this line writes.

\b
Examples:
  codriver code writers Cart.items
  codriver code writers src/shop/cart.py:88
  codriver code writers shop.settings.TIMEOUT --json
"""
writers = verb("writers")
