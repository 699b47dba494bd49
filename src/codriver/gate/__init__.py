"""The gate: what a command would do, the questions before it, what a confirmation covers. No clock, no disk, no lots.

Standard library only, and little of it: Claude Code's lock starts a fresh interpreter for every command.
"""
