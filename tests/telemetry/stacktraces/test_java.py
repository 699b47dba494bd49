import pytest

from codriver.telemetry.stacktraces.java import read

CHAIN = """\
2026-03-01 10:00:00.123 ERROR 1 --- [nio-8080-exec-1] c.s.Checkout : payment failed
com.shop.PaymentException: could not charge
order 7
\tat com.shop.Payments.charge(Payments.java:41)
\tat com.shop.Checkout.submit(Checkout.java:22)
\tat java.base/java.lang.Thread.run(Thread.java:833)
\tSuppressed: java.io.IOException: close failed
\t\tat com.shop.Pool.close(Pool.java:9)
\t\t... 2 more
Caused by: java.sql.SQLException: no connection
\tat com.zaxxer.hikari.Pool.get(Pool.java:5) ~[HikariCP-5.jar:?]
\tat com.shop.Payments.charge(Payments.java:39)
\t... 2 more
Caused by: java.net.ConnectException
\tat com.shop.Net.dial(Net.kt:3)
\t... 4 common frames omitted
"""


def test_the_outer_exception_its_causes_and_what_was_suppressed() -> None:
    trace = read(CHAIN)
    assert trace
    assert (trace.exception, trace.message) == ("com.shop.PaymentException", "could not charge")
    assert [one.exception for one in trace.causes] == [
        "java.net.ConnectException",
        "java.sql.SQLException",
    ]
    assert [one.exception for one in trace.suppressed] == ["java.io.IOException"]
    assert trace.root.message == ""
    assert [(f.file, f.line, f.ours) for f in trace.frames] == [
        ("Thread.java", 833, False),
        ("Checkout.java", 22, True),
        ("Payments.java", 41, True),
    ]


def test_more_frames_are_those_of_the_exception_around() -> None:
    trace = read(CHAIN)
    assert trace
    assert [f.function for f in trace.causes[1].frames] == [
        "java.lang.Thread.run",
        "com.shop.Checkout.submit",
        "com.shop.Payments.charge",
        "com.zaxxer.hikari.Pool.get",
    ]
    assert trace.causes[1].first_ours == trace.causes[1].frames[2]


@pytest.mark.parametrize(
    ("line", "file", "number", "function"),
    [
        ("\tat shop.Cart.<init>(Cart.java:3)", "Cart.java", 3, "shop.Cart.<init>"),
        ("\tat shop.Cart$$Lambda$14/0x0000.run(Unknown Source)", "", 0, "shop.Cart$$Lambda$14/0x0000.run"),
        ("\tat app//shop.CartKt.total(Cart.kt:8)", "Cart.kt", 8, "shop.CartKt.total"),
        ("\tat shop@1.2/shop.Cart$.apply(Cart.scala:5)", "Cart.scala", 5, "shop.Cart$.apply"),
        ("\tat jdk.internal.X.invoke0(Native Method)", "", 0, "jdk.internal.X.invoke0"),
        ("\tat shop.CartKt.main(Cart.kt)", "Cart.kt", 0, "shop.CartKt.main"),
    ],
)
def test_frames_of_all_shapes(line: str, file: str, number: int, function: str) -> None:
    trace = read(f'Exception in thread "main" java.lang.IllegalStateException: x\n{line}\n')
    assert trace
    assert trace.exception == "java.lang.IllegalStateException"
    assert [(f.file, f.line, f.function) for f in trace.frames] == [(file, number, function)]


def test_root_first_order_is_turned_round() -> None:
    trace = read("a.RootException: r\n\tat a.B.c(B.java:1)\nWrapped by: a.TopException: t\n\tat a.D.e(D.java:2)\n")
    assert trace
    assert (trace.exception, trace.root.exception) == ("a.TopException", "a.RootException")


@pytest.mark.parametrize("text", ["", "at noon (12:00)", "java.lang.Error: alone", "    at f (/srv/x.js:1:2)"])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None


def test_what_was_suppressed_is_no_root() -> None:
    trace = read("a.E: body\n\tat a.B.c(B.java:1)\n\tSuppressed: a.F: close\n\t\tat a.D.close(D.java:2)\n")
    assert trace
    assert (trace.root, [one.exception for one in trace.suppressed]) == (trace, ["a.F"])
