"""Lines that a container runtime cut at its buffer's size become whole again: the first part holds all of them."""

from codriver.telemetry.columns import Frame, pl


def whole(fields: Frame) -> Frame:
    """`stream`, `message` and `goes_on` (the next line of the stream is its rest) -> `message`, and `continues`.

    Streams are told apart, since a line of another one may stand between two parts. A null message stays null.
    """
    if not fields["goes_on"].any():
        return fields.drop("stream", "goes_on")
    rest = pl.col("goes_on").shift(1, fill_value=False).over("stream") & pl.col("message").is_not_null()
    placed = fields.with_columns(continues=rest.fill_null(value=False))
    part = (~pl.col("continues")).cum_sum().over("stream").alias("part")
    joined = pl.col("message").str.join("").over("stream", "part")
    told = placed.with_columns(part).with_columns(
        message=pl.when(~pl.col("continues") & pl.col("message").is_not_null()).then(joined)
    )
    return told.drop("stream", "goes_on", "part")
