"""`codriver code changed`: what changed around this lately."""

from codriver.cli.commands.code.ask import verb

HELP = """List the commits that touched a definition's file or the files that call it, the most suspicious first.

With --rev the history begins at that revision: what is deployed.

\b
Examples:
  codriver code changed Cart.total
  codriver code changed src/shop/cart.py:120 --rev v1.4.2
"""
changed = verb("changed")
