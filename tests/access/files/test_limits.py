import pytest

from codriver.access.files.limits import GIB, KIB, Limits, amount


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 bytes"), (1023, "1023 bytes"), (64 * KIB, "64 KiB"), (1536, "1.5 KiB"), (20 * GIB, "20 GiB")],
)
def test_an_amount_reads_well(size: int, text: str) -> None:
    assert amount(size) == text


def test_the_defaults_hold_an_ordinary_night() -> None:
    limits = Limits()
    assert (limits.max_files, limits.max_depth, limits.max_line_bytes) == (20_000, 12, 1024 * KIB)
