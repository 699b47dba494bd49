import pytest

from codriver.telemetry.stacktraces.go import read

PANIC = """\
2026/03/01 10:00:00 starting
panic: runtime error: integer divide by zero
[signal SIGFPE: floating-point exception]

goroutine 7 [running]:
panic({0x1, 0x2})
\t/usr/local/go/src/runtime/panic.go:884 +0x212
shop/pay.(*Till).charge(0xc000, {0x5, 0x6})
\t/srv/shop/pay/till.go:41 +0x1d
net/http.HandlerFunc.ServeHTTP(...)
\t/usr/local/go/src/net/http/server.go:2136
github.com/go-chi/chi/v5.(*Mux).ServeHTTP(0x1)
\t/root/go/pkg/mod/github.com/go-chi/chi/v5@v5.0.0/mux.go:88 +0x1
created by main.main in goroutine 1
\t/srv/shop/main.go:9 +0x5

goroutine 1 [chan receive]:
main.main()
\t/srv/shop/main.go:12 +0x9
"""


def test_the_line_that_panicked_is_the_throw_site() -> None:
    trace = read(PANIC)
    assert trace
    assert (trace.exception, trace.message) == ("panic", "runtime error: integer divide by zero")
    assert [(f.function, f.line, f.ours) for f in trace.frames] == [
        ("github.com/go-chi/chi/v5.(*Mux).ServeHTTP", 88, False),
        ("net/http.HandlerFunc.ServeHTTP", 2136, False),
        ("shop/pay.(*Till).charge", 41, True),
    ]


def test_a_panic_within_a_recovery_has_the_first_as_its_root() -> None:
    trace = read(
        "panic: one [recovered]\n\tpanic: two\n\ngoroutine 1 [running]:\nmain.mend()\n\t/srv/a.go:3 +0x1\n"
        "panic({0x1})\n\t/usr/lib/go/src/runtime/panic.go:1 +0x1\nmain.fail()\n\t/srv/a.go:9 +0x1\n"
    )
    assert trace
    assert (trace.message, trace.frames[-1].function) == ("two", "main.mend")
    assert (trace.root.message, trace.root.frames[-1].function) == ("one", "main.fail")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("fatal error: all goroutines are asleep - deadlock!", "fatal error"),
        ("fatal error: concurrent map writes", "fatal error"),
        ("SIGQUIT: quit", "SIGQUIT"),
        ("2026/03/01 10:00:00 http: panic serving 10.0.0.1:80: boom", "panic"),
    ],
)
def test_other_ends_have_names_too(header: str, name: str) -> None:
    trace = read(
        f"{header}\n\ngoroutine 1 [running]:\nruntime.throw({{0x1}})\n\t/usr/local/go/src/runtime/panic.go:5 +0x1\n"
        "main.f()\n\t/srv/a.go:3 +0x1\n"
    )
    assert trace
    assert (trace.exception, trace.frames[-1].function) == (name, "main.f")


def test_a_data_race_is_read_where_the_write_happened() -> None:
    trace = read(
        "==================\nWARNING: DATA RACE\nWrite at 0x00c by goroutine 7:\n  main.inc()\n      /srv/a.go:3 +0x1\n"
    )
    assert trace
    assert (trace.exception, trace.frames[-1].line) == ("DATA RACE", 3)


@pytest.mark.parametrize("text", ["", "panic: alone", "goroutine 1 [running]:"])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None
