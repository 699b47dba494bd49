"""The outside, bounded: files, git objects, patterns on RE2, text made safe for a terminal.

No judgement stands here, no columns and no incident: bytes and text come in, with a limit on size, depth, count and
time, and what could not be read is said as a value.
"""
