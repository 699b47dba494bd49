"""`codriver code writers`: what can change this."""

from codriver.cli.commands.code.ask import verb

HELP = """List every place that can change a state: an attribute, a global, a table's column, a variable, a key, a flag.

Assignments, `+=`, `del`, items, mutating methods (`append`, `update` ...), constructor keywords, copies with changes,
`setattr`. FILE:LINE means the state that this line writes. Of state outside of objects: SQL and migrations, the
environment (code, dotenv, compose, Kubernetes, images), cache keys (also where parts are computed), settings, flags.

\b
Examples:
  codriver code writers Cart.items
  codriver code writers src/shop/cart.py:88
  codriver code writers shop.settings.TIMEOUT --json
  codriver code writers orders.status
  codriver code writers DATABASE_URL
  codriver code writers user:42:profile
"""
writers = verb("writers")
