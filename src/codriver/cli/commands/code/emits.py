"""`codriver code emits`: which line writes this."""

from codriver.cli.commands.code.ask import verb

HELP = """Find the line of code that emits a log line, or the template of one.

Literals of any language are held against the text: %s, {}, f-strings, "a" + b, the message of structured loggers. Then
ask `codriver code explain FILE:LINE` for who calls it and what changed there.

\b
Examples:
  codriver code emits "payment 42 declined for order 7: timeout"
  codriver code emits "payment <*> declined for order <*>" --rev v1.4.2 --json
"""
emits = verb("emits")
