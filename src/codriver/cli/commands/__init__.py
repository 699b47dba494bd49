"""One command a file: its options, and the one function of the room that it calls."""
