"""Columns: the one place of this room where Polars comes in. Other files import `pl` from here."""

import polars as pl

Frame = pl.DataFrame
Lazy = pl.LazyFrame

__all__ = ["Frame", "Lazy", "pl"]
