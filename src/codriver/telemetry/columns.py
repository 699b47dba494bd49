"""Columns: the one place of this room where Polars comes in. Other files import `pl` from here."""

import polars as pl

Frame = pl.DataFrame
Lazy = pl.LazyFrame

__all__ = ["Frame", "Lazy", "lines_in", "pl"]


def lines_in(block: bytes) -> pl.Series:
    """The lines of a block that is held, undecodable bytes replaced; a final line end begins no further line."""
    try:
        return pl.read_lines(block).to_series()
    except pl.exceptions.ComputeError:  # no UTF-8
        return pl.read_lines(block.decode("utf-8", "replace").encode()).to_series()
