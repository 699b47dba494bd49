"""Packs of past incidents: read, put into the product's own facts, scored. The format stands in docs/guides."""
