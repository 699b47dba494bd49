"""Where lines stand in their file, when several of them were one line there."""

from array import array

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.rows import LogBlock

_NUMBERED = ("line", "end_line")


class Places:
    """The file's line numbers of the lines of all blocks so far; knows nothing when the blocks say none."""

    def __init__(self) -> None:
        self._first = 1
        self._numbers: array[int] = array("q")

    def add(self, block: LogBlock) -> None:
        """Remember the block's lines; the first block says how the first of them is numbered."""
        if block.places and not self._numbers:
            self._first = block.first_line
        self._numbers.extend(block.places)

    def told(self, rows: Frame) -> Frame:
        """The rows with the file's numbers instead of their own."""
        columns = [name for name in _NUMBERED if name in rows.columns]
        if not self._numbers or not columns:
            return rows
        numbers = pl.Series(self._numbers, dtype=pl.Int64)
        found = {name: (rows[name] - self._first).clip(0, len(numbers) - 1) for name in columns}
        return rows.with_columns(numbers.gather(places).alias(name) for name, places in found.items())
