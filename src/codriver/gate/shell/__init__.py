"""A shell's language, read and followed without running anything."""
