"""The parsers alone: half answers and forged lines."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from codriver.access.git.answers import FileChange, read_changes, read_commit, read_objects, read_paths, read_ranges

A, B = "a" * 40, "b" * 40
HEAD = b"tree x\nparent p1\nparent p2\nauthor A <a@b> 10 +0000\ncommitter C <c> 20 +0000\n"


def test_the_first_of_two_authors_counts_and_a_signature_is_passed_by() -> None:
    raw = HEAD + b"author Mallory <m> 99 +0000\ngpgsig -----BEGIN\n \n parent p3\n -----END\n\nsubject\nmore\n\nbody\n"
    found = read_commit(A, raw)
    assert (found.author, found.parents, found.subject, found.body) == ("A", ("p1", "p2"), "subject more", "body")
    assert found.authored_at == datetime.fromtimestamp(10, UTC)


def test_a_name_full_of_brackets_keeps_its_date() -> None:
    found = read_commit(A, b"author A <> 1 +0000 <x> <y> 10 +0000\ncommitter nothing\n\n")
    assert found.authored_at == datetime.fromtimestamp(10, UTC)
    assert found.committed_at == datetime.fromtimestamp(0, UTC)


def test_an_encoding_that_could_do_harm_is_read_as_utf8() -> None:
    assert read_commit(A, HEAD + b"encoding unicode_escape\n\n\\u0041").subject == "\\u0041"


@given(st.binary())
def test_any_bytes_are_a_commit_of_some_kind(raw: bytes) -> None:
    assert read_commit(A, raw).sha == A


def test_an_object_that_is_missing_or_cut_off_is_left_out() -> None:
    out = f"{A} commit 3\nabc\n{B} missing\n{B} blob 4\nab\n\n\n{A} tree 99\nxyz".encode()
    assert list(read_objects(out)) == [(A, "commit", b"abc"), (B, "blob", b"ab\n\n")]


def test_renames_and_binaries_are_matched_with_their_counts() -> None:
    out = f"{A}\0:1 2 3 4 R100\0old\0new\0:1 2 3 4 M\0{B}\0" + f"1\t2\t\0old\0new\0-\t-\t{B}\0" + f"{B}\0"
    expected = (FileChange("new", 1, 2, "R", was="old"), FileChange(B, None, None, "M"))
    assert read_changes(out.encode(), 40) == {A: expected, B: ()}


@given(st.binary())
def test_any_bytes_can_be_taken_for_changes_ranges_and_paths(out: bytes) -> None:
    read_changes(out, 40)
    read_ranges(out)
    read_paths(out)


def test_lines_that_look_like_headers_inside_a_hunk_are_content() -> None:
    out = b'--- a/x\n+++ "b/\\303\\251 \\"q\\""\t\n@@ -0,0 +1,2 @@\n+++ b/forged\n+@@ -1 +1,9 @@\n\\ No newline\n'
    out += b"--- a/y\n+++ b/two words\t\n@@ -4,2 +3,0 @@ def f\n---- a\n--- b\n@@ -9 +7 @@\n-a\n+b\n"
    out += b"--- a/z\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
    assert read_ranges(out) == {'é "q"': (range(1, 3),), "two words": (range(4, 4), range(7, 8))}
