"""`codriver code explain`: all about one line."""

from codriver.cli.commands.code.ask import verb

HELP = """Say all about one line of a stack trace on one screen.

Who calls it, what it calls, which settings it reads, who owns it, and what changed there lately.

\b
Examples:
  codriver code explain src/shop/cart.py:120
  codriver code explain /srv/app/shop/cart.py:120 --rev v1.4.2
"""
explain = verb("explain")
