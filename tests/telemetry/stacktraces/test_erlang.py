import pytest

from codriver.telemetry.stacktraces.erlang import read


def test_the_reason_and_the_stack_of_a_term() -> None:
    trace = read(
        'Error in process <0.85.0> with exit value:\n{{case_clause,{bad,[1,2]}},\n [{till,pay,2,[{file,"src/till.erl"},'
        '{line,12}]},\n  {lists,map,[1,2],[]},{gen_server,loop,7,[{file,"gen_server.erl"},{line,437}]}]}\n'
    )
    assert trace
    assert (trace.exception, trace.message) == ("case_clause", "{case_clause,{bad,[1,2]}}")
    assert [(f.function, f.line, f.ours) for f in trace.frames] == [
        ("gen_server:loop/7", 437, False),
        ("lists:map/2", 0, False),
        ("till:pay/2", 12, True),
    ]


@pytest.mark.parametrize(("reason", "name"), [("badarith", "badarith"), ("{badkey,a}", "badkey"), ("undef", "undef")])
def test_a_reason_is_an_atom_or_a_tuple(reason: str, name: str) -> None:
    trace = read(f'{{{reason},[{{till,pay,0,[{{file,"till.erl"}},{{line,3}}]}}]}}')
    assert trace
    assert (trace.exception, trace.frames[-1].function) == (name, "till:pay/0")


def test_the_shells_words_name_the_same_types() -> None:
    trace = read(
        "** exception error: an error occurred when evaluating an arithmetic expression\n     in function  "
        "till:pay/1 (till.erl, line 3)\n"
        "     in call from till:all/0 (till.erl, line 9)\n"
    )
    assert trace
    assert [(f.function, f.line) for f in trace.frames] == [("till:all/0", 9), ("till:pay/1", 3)]


@pytest.mark.parametrize("text", ["", "{a,b,1,[]}", "exception error: alone", "{" * 10_000])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None


def test_a_function_of_the_runtime_that_explains_itself_is_the_throw_site_and_not_ours() -> None:
    trace = read(
        '{badarg,[{erlang,list_to_integer,["x"],[{error_info,#{module => erl_erts_errors}}]},'
        '{till,pay,1,[{file,"till.erl"},{line,3}]}]}'
    )
    assert trace
    assert (trace.exception, trace.frames[-1].function) == ("badarg", "erlang:list_to_integer/1")
    assert trace.first_ours == trace.frames[0]
