from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import logfmt


def test_pairs_are_read_quoted_or_bare_with_the_error_behind_the_message() -> None:
    line = 'time=T level=error msg="pool \\"a\\" timeout" service=pay err="no free connection" status=503'
    (fields,) = logfmt.columns(pl.Series([line])).rows(named=True)
    assert fields["message"] == 'pool "a" timeout (status 503): no free connection'
    assert (fields["stamp"], fields["level"], fields["service"]) == ("T", "error", "pay")


def test_a_line_of_words_with_a_pair_in_it_is_no_logfmt() -> None:
    assert logfmt.recognise(["retry with id=7 level=2"]) == 0
    assert logfmt.columns(pl.Series(["retry with id=7 level=2"]))["message"].to_list() == [None]
