"""Languages other than Python: outlines of files by tree-sitter, and names resolved by the types that they declare."""
