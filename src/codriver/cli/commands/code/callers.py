"""`codriver code callers`: who calls this."""

from codriver.cli.commands.code.ask import verb

HELP = """List every place that can run a function, method, property or class, surest first.

Each place says how sure it is and why: certain (the types say so), virtual (an override), likely, possible (the type is
unknown), registered (handed over to be called later). Nothing is left out because a type is unknown.

\b
Examples:
  codriver code callers Cart.total
  codriver code callers src/shop/cart.py:120 --rev v1.4.2
  codriver code callers charge --repo ~/src/shop --least likely --json
"""
callers = verb("callers")
