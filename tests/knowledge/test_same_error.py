"""The same error has the same key, whatever its numbers, ids and stamps."""

from codriver.knowledge.same_error import keys

TRACE = """Traceback (most recent call last):
  File "/srv/{where}/pay.py", line {line}, in charge
    bank.call()
  File "/srv/{where}/bank.py", line 3, in call
    raise Refused("no")
bank.Refused: no
"""


def test_what_differs_each_time_is_left_out() -> None:
    one = "2026-03-01T02:00:00Z ERROR cannot reach host 10.0.0.7 after 31 tries"
    other = "[WARN] cannot reach host 10.9.9.9 after 5 tries"
    masked = "- `cannot reach host <ip> after <num> tries`"
    assert keys(one).keys() == keys(other).keys() == keys(masked).keys() == {"cannot reach host after tries"}


def test_lines_that_tell_of_no_error_and_short_ones_have_no_key() -> None:
    assert keys("all went well with the big batch today") == {}
    assert keys("error: no") == {}


def test_a_stack_trace_has_its_fingerprint() -> None:
    one, other = (keys(TRACE.format(where=where, line=line)) for where, line in (("a", 7), ("b", 9)))
    assert {key for key in one if key.startswith("st-")} == {key for key in other if key.startswith("st-")} != set()


def test_a_fingerprint_that_is_written_is_a_key() -> None:
    assert keys("was it st-0123456789ab?").keys() == {"st-0123456789ab"}
    assert keys("st-0123456789abc") == {}
