"""The team's documents in use: which runbook fits, what is wrong with them, what to write next."""
