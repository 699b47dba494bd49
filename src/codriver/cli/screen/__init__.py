"""Answers as lines of plain text: pure functions from values to lines. Colour is laid over them in `paint`."""
