import pytest

from codriver.telemetry.stacktraces.cpp import read

STACK = (
    "    #0 0x1 in memcpy (/app+0x2)\n    #1 0x2 in shop::Cart::total(int) const /src/cart.cc:12:5\n    "
    "#2 0x3 in main /src/main.cc:3\n"
)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x1 at pc 0x2", "heap-use-after-free"),
        ("==7==ERROR: AddressSanitizer: SEGV on unknown address 0x0 (pc 0x1)", "SEGV"),
        ("==7==ERROR: LeakSanitizer: detected memory leaks", "detected memory leaks"),
        ("WARNING: ThreadSanitizer: data race (pid=7)", "data race"),
        ("==7==WARNING: MemorySanitizer: use-of-uninitialized-value", "use-of-uninitialized-value"),
        ("==7== ERROR: libFuzzer: deadly signal", "deadly signal"),
        ("cart.cc:12:5: runtime error: signed integer overflow: 1 + 2", "signed integer overflow"),
        ("cart.cc:12:5: runtime error: load of null pointer of type 'int'", "load of null pointer"),
    ],
)
def test_the_tool_says_what_went_wrong(header: str, name: str) -> None:
    trace = read(f"{header}\n{STACK}\nprevious\n    #0 0x9 in other /src/x.cc:1\n")
    assert trace
    assert trace.exception == name
    assert [(f.function, f.line) for f in trace.frames][:2] == [("main", 3), ("shop::Cart::total", 12)]
    assert trace.first_ours == trace.frames[1]


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        (
            (
                "Program received signal SIGSEGV, Segmentation fault.\n#0  0x01 in total (n=1) at cart.c:12\n#1  "
                "main () at main.c:3\n"
            ),
            "SIGSEGV",
            ("cart.c", 12, "total"),
        ),
        (
            "==7== Invalid read of size 4\n==7==    at 0x10: total (cart.c:12)\n==7==    by 0x11: main (main.c:3)\n",
            "Invalid read",
            ("cart.c", 12, "total"),
        ),
        ("app: cart.c:12: total: Assertion `n > 0' failed.\n", "Assertion", ("cart.c", 12, "total")),
        ("cart.c:12:5: runtime error: division by zero\n", "division by zero", ("cart.c", 12, "")),
    ],
    ids=["gdb", "valgrind", "assert", "ubsan alone"],
)
def test_debuggers_and_assertions_are_read(text: str, name: str, place: tuple[str, int, str]) -> None:
    trace = read(text)
    assert trace
    site = trace.frames[-1]
    assert (trace.exception, (site.file, site.line, site.function)) == (name, place)


def test_a_thrown_type_is_known_without_a_frame() -> None:
    trace = read("terminate called after throwing an instance of 'std::out_of_range'\n  what():  vector::at\nAborted\n")
    assert trace
    assert (trace.exception, trace.message, trace.frames) == ("std::out_of_range", "vector::at", ())


def test_the_abort_that_followed_is_left_out() -> None:
    trace = read(
        "#0  0x1 in raise () from /lib64/libc.so.6\n#1  0x2 in abort () from /lib64/libc.so.6\n#2  0x3 in f "
        "(n=1) at a.c:3\n"
    )
    assert trace
    assert [f.function for f in trace.frames] == ["f"]


@pytest.mark.parametrize("text", ["", "#0 zero", "issue #12 in review", "goroutine 1 [running]:\n#0 0x1 in f a.c:3"])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None


def test_a_failed_check_is_named_and_placed_by_the_sanitizer_that_saw_its_abort() -> None:
    trace = read(
        "[1:1:0101/120000:FATAL:till.cc(12)] Check failed: price > 0.\n"
        "#0 0x000000466ef1 <unknown>\n#1 0x0000010b9df0 <unknown>\n\n"
        "==7==ERROR: AddressSanitizer: ABRT on unknown address 0x1 (pc 0x2 bp 0x3 sp 0x4 T0)\n"
        "    #0 0x7f in gsignal /build/glibc-2.31/raise.c:51\n"
        "    #1 0x11 in logging::LogMessage::~LogMessage() base/logging.cc:721:7\n"
        "    #2 0x12 in shop::Till::Pay(int) shop/till.cc:12:5\n"
    )
    assert trace
    assert (trace.exception, trace.message) == ("Check failed", "price > 0")
    assert trace.thrown_at
    assert (trace.thrown_at.function, trace.thrown_at.line) == ("shop::Till::Pay", 12)


def test_code_of_a_container_that_was_inlined_is_not_the_throw_site() -> None:
    trace = read(
        "==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x61 at pc 0x11\n"
        "    #0 0x11 in size /src/llvm/include/c++/v1/__hash_table:807:55\n"
        "    #1 0x11 in shop::Till::Close(int) /src/shop/till.cc:31:9\n"
    )
    assert trace
    assert trace.thrown_at
    assert trace.thrown_at.function == "shop::Till::Close"


def test_a_stack_of_nothing_but_the_allocator_leads_to_the_next() -> None:
    trace = read(
        "==7==ERROR: LeakSanitizer: detected memory leaks\n\n"
        "Indirect leak of 79 byte(s) in 2 object(s) allocated from:\n    #0 0x7f in __interceptor_malloc ??:?\n\n"
        "Direct leak of 8 byte(s) in 1 object(s) allocated from:\n    #0 0x7f in __interceptor_malloc ??:?\n"
        "    #1 0x55 in open_till /src/shop/till.c:7:3\n"
    )
    assert trace
    assert trace.thrown_at
    assert trace.thrown_at.function == "open_till"
