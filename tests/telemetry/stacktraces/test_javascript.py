import pytest

from codriver.telemetry.stacktraces.javascript import read

CAUSED = """\
Error: checkout failed
    at submit (/srv/shop/checkout.js:12:9)
    at async Server.handle [as onRequest] (/srv/shop/node_modules/web/index.js:3:1)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) {
  code: 'E_PAY',
  [cause]: TypeError [ERR_BAD]: Cannot read properties of null
      at charge (file:///srv/shop/pay.mjs:4:2)
      at /srv/shop/checkout.js:10:3
}
"""


def test_a_cause_is_the_root() -> None:
    trace = read(CAUSED)
    assert trace
    assert (trace.exception, trace.message) == ("Error", "checkout failed")
    assert (trace.root.exception, trace.root.message) == ("TypeError", "Cannot read properties of null")
    assert [(f.function, f.line, f.ours) for f in trace.frames] == [
        ("process.processTicksAndRejections", 95, False),
        ("Server.handle", 3, False),
        ("submit", 12, True),
    ]
    assert trace.root.thrown_at == trace.root.frames[-1]
    assert trace.root.frames[-1].file == "file:///srv/shop/pay.mjs"


def test_the_first_error_of_a_group_is_its_root() -> None:
    trace = read(
        "AggregateError: All promises were rejected\n    at all (/srv/a.js:1:1) {\n  [errors]: [\n"
        "    RangeError: one\n        at f (/srv/b.js:2:2)\n    Error: two\n        at g (/srv/c.js:3:3)\n  ]\n}\n"
    )
    assert trace
    assert (trace.exception, trace.root.exception) == ("AggregateError", "RangeError")
    assert [one.message for one in trace.causes] == ["one", "two"]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("    at new Cart (/srv/cart.ts:3:4)", ("new Cart", "/srv/cart.ts", 3)),
        ("    at https://shop.example/app.js:1:200", ("", "https://shop.example/app.js", 1)),
        ("    at eval (eval at run (/srv/x.js:5:6), <anonymous>:1:1)", ("eval", "/srv/x.js", 5)),
        ("    at Array.map (<anonymous>)", ("Array.map", "<anonymous>", 0)),
        ("    at total (C:\\srv\\cart.js:3:4)", ("total", "C:\\srv\\cart.js", 3)),
        ("total@https://shop.example/app.js:7:3", ("total", "https://shop.example/app.js", 7)),
        ("@https://shop.example/app.js:7:3", ("", "https://shop.example/app.js", 7)),
        ("async*total@https://shop.example/app.js:7:3", ("async*total", "https://shop.example/app.js", 7)),
    ],
)
def test_frames_of_node_chrome_firefox_and_safari(line: str, place: tuple[str, str, int]) -> None:
    trace = read(f"TypeError: x is not a function\n{line}\n")
    assert trace
    assert (trace.frames[-1].function, trace.frames[-1].file, trace.frames[-1].line) == place


@pytest.mark.parametrize(
    ("header", "name", "message"),
    [
        ("Uncaught (in promise) ReferenceError: y is not defined", "ReferenceError", "y is not defined"),
        ("AssertionError [ERR_ASSERTION]: 1 == 2", "AssertionError", "1 == 2"),
        ("PaymentDeclined: card\nsecond line", "PaymentDeclined", "card"),
        ("ERROR unhandled: TypeError: z", "TypeError", "z"),
    ],
)
def test_the_line_above_the_frames_names_the_error(header: str, name: str, message: str) -> None:
    trace = read(f"{header}\n    at f (/srv/x.js:1:2)\n")
    assert trace
    assert (trace.exception, trace.message) == (name, message)


@pytest.mark.parametrize("text", ["", "TypeError: alone", "mail me at a@b.example:25", "\tat shop.Cart.x(Cart.java:3)"])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None


def test_a_group_without_frames_of_its_own_was_thrown_where_its_first_part_was() -> None:
    trace = read(
        "[AggregateError: All promises were rejected] {\n  [errors]: [\n    RangeError: one\n        at f "
        "(/srv/b.js:2:2)\n"
        "    Error: two\n        at g (/srv/c.js:3:3)\n  ]\n}\n"
    )
    assert trace
    assert (trace.exception, trace.root.exception, trace.thrown_at) == (
        "AggregateError",
        "RangeError",
        trace.causes[0].frames[-1],
    )


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("SyntaxError: Unexpected token\n    at wrapSafe (node:internal/modules/cjs/loader:1:18)\n", "SyntaxError"),
        ("no card\n(Use `node --trace-uncaught ...` to show where the exception was thrown)\n", ""),
    ],
)
def test_what_has_no_frame_of_ours_has_the_place_that_node_prints_first(said: str, name: str) -> None:
    trace = read(f"/srv/a.js:7\nfoo(\n^\n\n{said}" if name else f'/srv/a.js:7\nthrow "no card"\n^\n{said}')
    assert trace
    assert (trace.exception, trace.frames[-1].file, trace.frames[-1].line) == (name, "/srv/a.js", 7)


def test_a_class_whose_name_node_completes_keeps_its_own() -> None:
    trace = read("NoCard [Error]: card 7\n    at get total [as total] (/srv/a.js:3:33)\n")
    assert trace
    assert (trace.exception, trace.message, trace.frames[-1].function) == ("NoCard", "card 7", "get total")
