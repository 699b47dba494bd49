from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats.collector_record import columns, recognise

PLAIN = '{"timeUnixNano":"1714564800250000000","severityNumber":17,"body":{"stringValue":"card refused"},"traceId":"a"}'
THROWN = (
    '{"observedTimeUnixNano":"1714564800250000000","severityText":"Error","attributes":['
    '{"key":"exception.type","value":{"stringValue":"ValueError"}},'
    '{"key":"exception.stacktrace","value":{"stringValue":"ValueError: \\"x\\"\\n at y"}}]}'
)
OTHERS = ('{"timeUnixNano":"17","traceId":"a1","name":"a span"}', '{"msg":"x"}', "text", '{"timeUnixNano":', "")


def test_a_record_has_time_level_trace_body_and_stack() -> None:
    plain, thrown = columns(pl.Series([PLAIN, THROWN])).rows(named=True)
    assert plain == {
        "stamp": "1714564800250000000",
        "level": "error",
        "trace": "a",
        "stack": None,
        "message": "card refused",
    }
    assert (thrown["level"], thrown["message"], thrown["stack"]) == ("Error", "ValueError", 'ValueError: "x"\n at y')


def test_other_objects_are_not_taken() -> None:
    assert columns(pl.Series(OTHERS))["message"].to_list() == [None] * len(OTHERS)
    assert recognise([PLAIN, THROWN]) == 1.0
    assert recognise(["text", '{"msg":"x"}']) == recognise([]) == 0.0
