"""`codriver code owners`: who answers for this."""

from codriver.cli.commands.code.ask import verb

HELP = """Say who owns a file or a definition: by CODEOWNERS, then by the share of recent commits.

\b
Examples:
  codriver code owners Cart.total
  codriver code owners src/shop/cart.py
"""
owners = verb("owners")
