"""DOOR: tools for Claude Code and other hosts of the Model Context Protocol. Nothing here confirms or sends."""
