import pytest

from codriver.telemetry.stacktraces.dotnet import read

CHAIN = """\
Unhandled exception. Shop.CheckoutException: checkout failed
 ---> System.Net.Http.HttpRequestException: refused (pay:443)
 ---> System.Net.Sockets.SocketException (111): Connection refused
   at System.Net.Sockets.Socket.Connect(EndPoint e)
   --- End of inner exception stack trace ---
   at Shop.Pay.Charge(Int32 id) in /src/Pay.cs:line 41
   --- End of inner exception stack trace ---
   at Shop.Cart.<Submit>d__3.MoveNext() in /src/Cart.cs:line 22
--- End of stack trace from previous location ---
   at Shop.Program.Main(String[] args) in /src/Program.cs:line 5
"""


def test_each_exception_of_a_chain_keeps_its_own_frames() -> None:
    trace = read(CHAIN)
    assert trace
    assert (trace.exception, trace.message) == ("Shop.CheckoutException", "checkout failed")
    assert [one.exception for one in trace.causes] == [
        "System.Net.Sockets.SocketException",
        "System.Net.Http.HttpRequestException",
    ]
    assert [(f.function, f.line) for f in trace.frames] == [
        ("Shop.Program.Main", 5),
        ("Shop.Cart.<Submit>d__3.MoveNext", 22),
    ]
    assert [f.function for f in trace.causes[1].frames] == ["Shop.Pay.Charge"]
    assert trace.root.frames[0].ours is False


@pytest.mark.parametrize(
    "text",
    [
        (
            "System.InvalidOperationException: x ---> System.Exception: y\n  at A.B.C () [0x00001] in /src/A.cs:3 \n"
            "  --- End of inner exception stack trace ---\n  at A.B.D () [0x00001] in /src/A.cs:7 \n"
        ),
        (
            "fail: Shop[0] failed System.InvalidOperationException: x ---> System.Exception: y\n   at A.B.C() in "
            "/src/A.cs:line 3\n"
            "   --- End of inner exception stack trace ---\n   at A.B.D() in /src/A.cs:line 7\n"
        ),
    ],
    ids=["mono", "after a logger's words"],
)
def test_what_is_inside_is_the_root(text: str) -> None:
    trace = read(text)
    assert trace
    assert (trace.exception, trace.frames[-1].line) == ("System.InvalidOperationException", 7)
    assert (trace.root.exception, trace.root.message, trace.root.frames[-1].line) == ("System.Exception", "y", 3)


def test_a_trace_that_is_printed_twice_counts_once() -> None:
    once = "System.Exception: x\n  at A.B.C () [0x00001] in /src/A.cs:3 \n"
    trace = read(f"Unhandled Exception:\n{once}[ERROR] FATAL UNHANDLED EXCEPTION: {once}")
    assert trace
    assert len(trace.frames) == 1


@pytest.mark.parametrize(
    "text", ["", "System.Exception: alone", "\tat shop.Cart.x(Cart.java:3)", "    at f (/x.js:1:2)"]
)
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None


def test_the_parts_of_a_group_are_causes_and_the_first_is_the_root() -> None:
    trace = read(
        "System.AggregateException: many (a) (b)\n ---> Shop.A: a\n   at Shop.X.F() in /src/X.cs:line 3\n"
        "   --- End of inner exception stack trace ---\n   at Shop.X.Main() in /src/X.cs:line 9\n"
        " ---> (Inner Exception #1) Shop.B: b\n   at Shop.X.G() in /src/X.cs:line 5<---\n"
    )
    assert trace
    assert trace.causes[0].exception == trace.root.exception == "Shop.A"
    assert (trace.frames[-1].line, trace.root.frames[-1].line) == (9, 3)


def test_mono_names_any_class_below_its_heading() -> None:
    trace = read("Unhandled Exception:\nNoCard: card 7\n  at Shop.Pay () [0x00001] in /src/Pay.cs:3 \n")
    assert trace
    assert (trace.exception, trace.message, len(trace.frames)) == ("NoCard", "card 7", 1)
