"""A block that is held in memory comes apart into lines."""

from codriver.telemetry.columns import lines_in


def test_bytes_that_are_no_text_are_replaced_and_a_name_of_a_file_is_text() -> None:
    assert lines_in(b"a\xff\n\nb\n").to_list() == ["a\ufffd", "", "b"]
    assert lines_in(b"/etc/hostname").to_list() == ["/etc/hostname"]
