"""Words that wait for a person's name: updates, a handoff, a post-mortem, from the record alone; and their rules.

Pure, and no model needed. One file for each kind of draft, one in `rules/` for each rule. Nothing here sends.
"""
