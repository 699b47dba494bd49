import pytest

from codriver.telemetry.stacktraces.elixir import read

CRASH = """\
10:00:00.123 [error] GenServer #PID<0.103.0> terminating
** (RuntimeError) no card
    (shop 0.1.0) lib/shop/pay.ex:12: Shop.Pay.charge/1
    (shop 0.1.0) lib/shop/pay.ex:9: anonymous fn/2 in Shop.Pay.all/1
    (stdlib 4.2) gen_server.erl:1149: :gen_server.try_handle_call/4
Last message (from #PID<0.96.0>): :charge
Client #PID<0.96.0> is alive

    (stdlib 4.2) gen.erl:256: :gen.do_call/4
"""


def test_frames_end_where_other_words_begin() -> None:
    trace = read(CRASH)
    assert trace
    assert (trace.exception, trace.message) == ("RuntimeError", "no card")
    assert [(f.file, f.line, f.function, f.ours) for f in trace.frames] == [
        ("gen_server.erl", 1149, ":gen_server.try_handle_call/4", False),
        ("lib/shop/pay.ex", 9, "anonymous fn/2 in Shop.Pay.all/1", True),
        ("lib/shop/pay.ex", 12, "Shop.Pay.charge/1", True),
    ]


def test_the_exception_inside_an_exit_is_the_root() -> None:
    trace = read(
        "** (exit) exited in: GenServer.call(:till, :pay, 5000)\n    ** (EXIT) an exception was raised:\n"
        "        ** (ArithmeticError) bad argument\n            app.exs:3: Till.pay/1\n    app.exs:9: Run.go/0\n"
    )
    assert trace
    assert (trace.exception, trace.root.exception, trace.root.frames[-1].line) == ("exit", "ArithmeticError", 3)


def test_a_frame_without_a_file_is_not_ours() -> None:
    trace = read("** (KeyError) key :a not found\n    :erlang.map_get(:a, %{})\n    app.exs:3: Pay.charge/1\n")
    assert trace
    assert (trace.frames[-1].function, trace.first_ours) == (":erlang.map_get(:a, %{})", trace.frames[0])


def test_a_compile_error_is_placed_by_its_message() -> None:
    trace = read("** (CompileError) lib/pay.ex:3: undefined function charge/1\n")
    assert trace
    assert (trace.frames[-1].file, trace.frames[-1].line) == ("lib/pay.ex", 3)


@pytest.mark.parametrize("text", ["", "** bold **", "lib/pay.ex:3: Pay.charge/1"])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None


def test_an_exit_that_only_passes_an_exception_on_is_not_the_exception() -> None:
    trace = read(
        "** (EXIT from #PID<0.98.0>) an exception was raised:\n    ** (RuntimeError) boom\n        app.exs:3: M.f/0\n"
    )
    assert trace
    assert (trace.exception, trace.causes, trace.frames[-1].line) == ("RuntimeError", (), 3)
