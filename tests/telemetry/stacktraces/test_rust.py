import pytest

from codriver.telemetry.stacktraces.rust import read

PANIC = """\
thread 'tokio-runtime-worker' panicked at src/pay.rs:12:5:
called `Option::unwrap()` on a `None` value
stack backtrace:
   0: rust_begin_unwind
             at /rustc/0123/library/std/src/panicking.rs:689:5
   1: core::option::unwrap_failed
             at /rustc/0123/library/core/src/option.rs:2150:5
   2: shop::pay::charge
             at ./src/pay.rs:12:5
   3: shop::pay::charge::h0123456789abcdef
             at /root/.cargo/registry/src/x/serde-1.0/src/lib.rs:3:1
   4:     0x55780062e19a - shop[0123456789abcdef]::main
             at ./src/main.rs:4:9
note: Some details are omitted
"""


def test_the_place_that_the_panic_names_is_the_throw_site() -> None:
    trace = read(PANIC)
    assert trace
    assert (trace.exception, trace.message) == ("panic", "called `Option::unwrap()` on a `None` value")
    assert [(f.function, f.file, f.ours) for f in trace.frames] == [
        ("shop::main", "./src/main.rs", True),
        ("shop::pay::charge", "/root/.cargo/registry/src/x/serde-1.0/src/lib.rs", False),
        ("shop::pay::charge", "./src/pay.rs", True),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("thread 'main' (12) panicked at src/main.rs:3:9:\nno disk\nnote: run with `RUST_BACKTRACE=1`\n", "no disk"),
        ("thread 'main' panicked at 'no disk', src/main.rs:3:9\n", "no disk"),
        ("thread 'main' panicked at 'no disk: left\nright', src/main.rs:3:9\n", "no disk: left"),
    ],
)
def test_a_panic_without_a_backtrace_still_has_a_place(text: str, message: str) -> None:
    trace = read(text)
    assert trace
    assert (trace.message, trace.frames[-1].file, trace.frames[-1].line) == (message, "src/main.rs", 3)


def test_an_error_with_a_backtrace_is_read() -> None:
    trace = read(
        "Error: no config\n\nStack backtrace:\n   0: anyhow::error::new\n   1: shop::load\n             at "
        "./src/main.rs:7:5\n"
    )
    assert trace
    assert (trace.exception, trace.message, trace.frames[-1].line) == ("Error", "no config", 7)


@pytest.mark.parametrize("text", ["", "Error: alone", "   0: zero"])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None
