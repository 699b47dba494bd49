import codecs
import gzip
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.access.files.documents import decoded, read_json, read_text
from codriver.errors import SourceError


def document(where: Path, content: bytes) -> Path:
    path = where / "doc.json"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(tmp_path: Path, encoding: str) -> None:
    assert read_text(document(tmp_path, "né\n✓".encode(encoding))) == "né\n✓"


def test_bad_bytes_are_replaced_and_gzip_is_unpacked(tmp_path: Path) -> None:
    assert read_text(document(tmp_path, gzip.compress(b"a\xffb"))) == "a\ufffdb"


@given(st.binary())
def test_any_bytes_are_some_text(content: bytes) -> None:
    decoded(content).encode()
    decoded(codecs.BOM_UTF16_BE + content).encode()


def test_a_document_is_whole_or_an_error(tmp_path: Path) -> None:
    assert read_text(document(tmp_path, b"12345"), 5) == "12345"
    with pytest.raises(SourceError, match=r"alerts/a\.json: larger than 4 bytes") as refused:
        read_text(document(tmp_path, b"12345"), 4, name="alerts/a.json")
    assert refused.value.hint
    with pytest.raises(SourceError, match="ends too early"):
        read_text(document(tmp_path, gzip.compress(b"x" * 100)[:-1]))


def test_broken_json_is_an_error_with_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="line 2, column 3") as refused:
        read_json(document(tmp_path, b'{"a": 1,\n  b}'))
    assert refused.value.hint
    with pytest.raises(SourceError) as empty:
        read_json(document(tmp_path, b""))
    assert "empty" in empty.value.hint


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"a":' * 100_000, b"1" * 5_000])
def test_nesting_and_number_bombs_are_errors(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError) as refused:
        read_json(document(tmp_path, content))
    assert refused.value.hint


def test_nan_and_infinity_are_floats_and_half_a_pair_is_replaced(tmp_path: Path) -> None:
    nan, infinity, odd = read_json(document(tmp_path, b'[NaN, -Infinity, {"\\ud800": ["\\ud83d\\ude00", "\\udc00"]}]'))
    assert math.isnan(nan)
    assert infinity == -math.inf
    assert odd == {"\ufffd": ["😀", "\ufffd"]}
